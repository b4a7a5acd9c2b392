import { existsSync, linkSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import { createKeyRingFile, readKeyRing } from "@/lib/crypto/key-ring";
import { checkMasterKey, type MasterKeyCheckRow } from "@/lib/services/setup/check-master-key";
import { StartupError } from "@/server/startup-error";

/**
 * Sees to it that the master key file is the one that sealed the database, before anything is written there.
 * In: path of the file, the owner's connection string. Out: whether a new file was made, which happens only when the database holds
 * nothing sealed. Throws StartupError or KeyRingError.
 */
export async function settleMasterKey(path: string, ownerUrl: string): Promise<{ created: boolean }> {
  const rows = await readChecks(ownerUrl);
  if (!existsSync(path)) {
    if (rows.length > 0) {
      throw new StartupError(
        `The master key file ${path} is missing, and this database was sealed with one (key ${rows[0]?.keyId}). Put the file back from your backup, or set MASTER_KEY_FILE to where it is.`,
      );
    }
    return { created: createOnce(path) };
  }
  if (checkMasterKey(readKeyRing(path), rows) === "wrong") {
    throw new StartupError(
      `The master key in ${path} is not the one that sealed this database (key ${rows[0]?.keyId}). Set MASTER_KEY_FILE to the right file, or LATCHKEY_HOME or DATABASE_URL to the database it belongs to.`,
    );
  }
  return { created: false };
}

/** Whole or not at all, and of several instances that share the folder one wins. */
function createOnce(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  try {
    createKeyRingFile(temporary);
    linkSync(temporary, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    throw new StartupError(
      `The master key file ${path} cannot be written (${code}). Set MASTER_KEY_FILE to another place.`,
    );
  } finally {
    rmSync(temporary, { force: true });
  }
}

async function readChecks(ownerUrl: string): Promise<MasterKeyCheckRow[]> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows: found } = await client.query("SELECT to_regclass('public.master_key_checks') IS NOT NULL AS there");
    if (!found[0].there) return [];
    const { rows } = await client.query('SELECT key_id AS "keyId", "check" FROM public.master_key_checks');
    return rows;
  } finally {
    await client.end();
  }
}
