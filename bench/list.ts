import { buildCases, type ListCase } from "@/bench/list-cases";
import { pool } from "@/lib/db";
import { systemActor } from "@/lib/services/actor";
import { listKeys } from "@/lib/services/provisioning-keys/list";

const ROUNDS = 40;
const TARGET_MS = { sort: 25, filter: 25, page: 25, two: 50 } as const;

/** The database work of the Provisioning Keys page: every sort and filter, several depths. Prints a table; exits 1 when any p95 is over target. */
export async function benchList(only: string): Promise<number> {
  const { rows } = await pool.query<{ keys: number; version: string }>(
    "SELECT count(*)::int AS keys, current_setting('server_version') AS version FROM provisioning_keys WHERE deleted_at IS NULL",
  );
  console.log(`${rows[0]?.keys} keys, PostgreSQL ${rows[0]?.version}, ${ROUNDS} rounds each, one client\n`);
  console.log(
    `${"case".padEnd(58)} ${"rows".padStart(9)} ${"p50".padStart(8)} ${"p95".padStart(8)} ${"target".padStart(7)}`,
  );
  let over = 0;
  for (const one of buildCases(await readSamples())) {
    if (!one.label.includes(only)) continue;
    const { p50, p95, found } = await measure(one);
    const target = TARGET_MS[one.kind];
    if (p95 > target) over += 1;
    console.log(
      `${one.label.padEnd(58)} ${found.padStart(9)} ${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(8)} ${String(target).padStart(7)}${p95 > target ? "  over" : ""}`,
    );
  }
  console.log(over === 0 ? "\nEvery case is within its target." : `\n${over} cases are over their target.`);
  return over === 0 ? 0 : 1;
}

async function measure({ inputs }: ListCase): Promise<{ p50: number; p95: number; found: string }> {
  const actor = systemActor("bench");
  const times: number[] = [];
  let most = 0;
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const input of inputs) {
      const started = performance.now();
      const page = await listKeys(actor, input);
      if (round >= 0) times.push(performance.now() - started);
      most = Math.max(most, page.estimate);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), found: `≤${most}` };
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
