import { execFile } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Binaries } from "@/server/embedded/binaries";
import { type Credentials, OWNER_ROLE } from "@/server/embedded/credentials";
import type { OsAccount } from "@/server/embedded/os-account";
import { POSTGRES_ENV } from "@/server/embedded/postgres-env";
import { StartupError } from "@/server/startup-error";

const WORK_PREFIX = "postgres-new-";
const MAJOR_VERSION = "18";

/** In: LATCHKEY_HOME. Out: where the cluster lives. */
export function dataDirectory(home: string): string {
  return join(home, "postgres");
}

/** In: LATCHKEY_HOME. Out: whether a whole cluster is there: it appears by one rename. */
export function clusterExists(home: string): boolean {
  return existsSync(join(dataDirectory(home), "PG_VERSION"));
}

/**
 * Creates the cluster beside its place and renames it there, so that a kill during initdb leaves no half cluster.
 * In: home, programs, passwords, the account it will belong to. Does nothing when there is one. Throws StartupError.
 */
export async function initCluster(
  home: string,
  binaries: Binaries,
  credentials: Credentials,
  account?: OsAccount,
): Promise<void> {
  removeLeftovers(home);
  if (clusterExists(home)) return;
  if (existsSync(dataDirectory(home)) && readdirSync(dataDirectory(home)).length > 0) {
    throw new StartupError(
      `${dataDirectory(home)} is not empty and is not a PostgreSQL data directory. Move it away, or set LATCHKEY_HOME to another folder.`,
    );
  }
  const work = mkdtempSync(join(home, WORK_PREFIX));
  const data = join(work, "data");
  const passwordFile = join(work, "password");
  try {
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(passwordFile, `${credentials.ownerPassword}\n`, { mode: 0o600 });
    if (account) for (const path of [work, data, passwordFile]) chownSync(path, account.uid, account.gid);
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${data}`,
        `--username=${OWNER_ROLE}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",
      ],
      { ...account, cwd: "/", env: POSTGRES_ENV },
    );
    rmSync(passwordFile);
    // An empty folder in its place is allowed (a mount point, for example) and replaced by the rename.
    renameSync(data, dataDirectory(home));
  } catch (error) {
    const output = String(Reflect.get(error as object, "stderr") ?? "").trim() || (error as Error).message;
    throw new StartupError(
      `PostgreSQL ${MAJOR_VERSION} could not set up ${dataDirectory(home)}: ${output.split("\n").at(-1)}`,
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Checks that PostgreSQL can open the cluster: it must belong to the account that it runs as. Throws StartupError. */
export function assertClusterOwned(home: string, account?: OsAccount): void {
  const { uid } = statSync(dataDirectory(home));
  const wanted = account?.uid ?? process.getuid?.() ?? uid;
  if (uid === wanted) return;
  throw new StartupError(
    `${dataDirectory(home)} belongs to the account ${uid}, and PostgreSQL would run as ${wanted}. Start Latchkey as the user who made it, or hand it over: chown -R ${wanted} ${dataDirectory(home)}`,
  );
}

function removeLeftovers(home: string): void {
  for (const name of readdirSync(home)) {
    if (name.startsWith(WORK_PREFIX)) rmSync(join(home, name), { recursive: true, force: true });
  }
}
