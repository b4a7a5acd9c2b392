import pg from "pg";
import { BUILD_INDEXES, DROP_INDEXES } from "@/prisma/seed/defer-indexes";
import { INSERT_EVENTS, PREPARE_EVENTS } from "@/prisma/seed/insert-events";
import { INSERT_GROUPS, INSERT_KEYS, PREPARE_KEYS } from "@/prisma/seed/insert-keys";

const BATCH = 50_000;
/** Keys per group, on average. */
const KEYS_PER_GROUP = 400;

/** The database holds data that the seed would be mixed with; the message says what to do. */
export class SeedError extends Error {
  override name = "SeedError";
}

/**
 * Fills a migrated database of a set-up installation with keys, their groups and secrets, and with audit events about
 * them, in one transaction. The tables of the keys are locked meanwhile.
 * In: the owner's connection string, how many keys and events, whether to add to data that is there, what to call with each step.
 * Throws SeedError when there is data and that was not asked for.
 */
export async function seedKeys(
  ownerUrl: string,
  options: { keys: number; events: number; addToData: boolean; report: (step: string) => void },
): Promise<void> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 5_000,
    application_name: "latchkey-seed",
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(
      "SELECT set_config('maintenance_work_mem', '512MB', true), set_config('work_mem', '128MB', true), set_config('statement_timeout', '0', true)",
    );
    await fill(client, options);
    await client.query("COMMIT");
    options.report("Gathering statistics");
    // Not in the transaction: VACUUM also marks pages as visible to all, which lets lists count from indexes alone.
    for (const statement of VACUUM) await client.query(statement);
  } finally {
    await client.end();
  }
}

const VACUUM = [
  "VACUUM (ANALYZE) provisioning_keys",
  "VACUUM (ANALYZE) provisioning_key_secrets",
  "VACUUM (ANALYZE) provisioning_key_search",
  "VACUUM (ANALYZE) connector_groups",
  "VACUUM (ANALYZE) audit_events",
];

async function fill(
  client: pg.Client,
  {
    keys,
    events,
    addToData,
    report,
  }: { keys: number; events: number; addToData: boolean; report: (step: string) => void },
): Promise<void> {
  const found = await client.query<{ keys: number; groups: number; certificates: number }>(`
    SELECT (SELECT count(*)::int FROM provisioning_keys) AS keys, (SELECT count(*)::int FROM connector_groups) AS groups,
      (SELECT count(*)::int FROM signing_certificates WHERE kind = 'INTERMEDIATE' AND signing_allowed AND certificate IS NOT NULL) AS certificates`);
  const there = found.rows[0] ?? { keys: 0, groups: 0, certificates: 0 };
  if (!addToData && there.keys + there.groups > 0) {
    throw new SeedError(
      `This database holds ${there.keys} provisioning keys and ${there.groups} groups already. Sample data cannot be told from them afterwards. Add --yes to mix them, or use another database.`,
    );
  }
  if (there.certificates === 0) throw new SeedError("This installation is not set up: start it once, then seed it.");
  if (keys + there.keys === 0) throw new SeedError("Audit events are about keys: give --keys as well.");
  if (keys > 0) await fillKeys(client, keys, there, report);
  if (events === 0) return;
  await client.query(PREPARE_EVENTS);
  for (let first = 1; first <= events; first += BATCH) {
    const end = Math.min(first + BATCH - 1, events);
    await client.query(INSERT_EVENTS, [first, end, events]);
    report(`${end} of ${events} audit events`);
  }
}

async function fillKeys(
  client: pg.Client,
  keys: number,
  there: { keys: number; groups: number },
  report: (step: string) => void,
): Promise<void> {
  await client.query(DROP_INDEXES);
  await client.query(INSERT_GROUPS, [Math.max(10, Math.ceil(keys / KEYS_PER_GROUP)), there.groups + 1]);
  await client.query(PREPARE_KEYS);
  const last = there.keys + keys;
  for (let first = there.keys + 1; first <= last; first += BATCH) {
    const end = Math.min(first + BATCH - 1, last);
    await client.query(INSERT_KEYS, [first, end, last]);
    report(`${end - there.keys} of ${keys} keys`);
  }
  report("Building indexes");
  await client.query(BUILD_INDEXES);
}
