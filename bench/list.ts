import { buildCases } from "@/bench/list-cases";
import { timeCases } from "@/bench/time-cases";
import { pool } from "@/lib/db";
import { systemActor } from "@/lib/services/actor";
import { listKeys } from "@/lib/services/provisioning-keys/list";

/** The database work of the Provisioning Keys page: every sort and filter, several depths. Prints a table; exits 1 when any p95 is over target. */
export async function benchList(only: string): Promise<number> {
  const { rows } = await pool.query<{ keys: number; version: string }>(
    "SELECT count(*)::int AS keys, current_setting('server_version') AS version FROM provisioning_keys WHERE deleted_at IS NULL",
  );
  console.log(`${rows[0]?.keys} keys, PostgreSQL ${rows[0]?.version}, one client\n`);
  const actor = systemActor("bench");
  return await timeCases(buildCases(await readSamples()), only, (input) => listKeys(actor, input));
}

async function readSamples() {
  const { rows } = await pool.query<{ name: string; group_id: string; group_name: string; fingerprints: string }>(
    "SELECT name, group_id, group_name, fingerprints FROM provisioning_keys TABLESAMPLE BERNOULLI (0.01) WHERE deleted_at IS NULL LIMIT 5",
  );
  const certificates = await pool.query<{ id: string }>(
    "SELECT id FROM signing_certificates WHERE kind = 'INTERMEDIATE' ORDER BY name_key",
  );
  return {
    names: rows.map((row) => row.name),
    groupIds: rows.map((row) => row.group_id),
    groups: rows.map((row) => row.group_name),
    fingerprints: rows.map((row) => row.fingerprints),
    certificates: certificates.rows.map((row) => row.id),
  };
}
