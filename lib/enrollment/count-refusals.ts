import "server-only";
import { pool } from "@/lib/db";
import type { RefusalCode } from "@/lib/enrollment/codes";
import { type RefusedTarget, refusalWindow } from "@/lib/enrollment/record-refusal";

/** Counters held at a time: keys and connectors that exist, times reasons. What is beyond is not counted. */
const MOST_HELD = 20_000;
const BATCH = 1_000;
const KEPT_DAYS = 90;

type Counter = { target: RefusedTarget; code: RefusalCode; window: number; attempts: number; at: number; ip: string };

let held = new Map<string, Counter>();

/**
 * Counts a refusal in memory; costs no statement. In: whom it was about, why, from where. Only targets that exist are
 * counted, so a flood of made-up keys holds nothing here.
 */
export function countRefusal(target: RefusedTarget, code: RefusalCode, ip: string): void {
  const window = refusalWindow(target);
  // One counter for each window, so that what is written together belongs together.
  const name = `${target.id}|${code}|${Math.floor(Date.now() / 1000 / window)}`;
  const counter = held.get(name);
  if (counter) Object.assign(counter, { attempts: counter.attempts + 1, at: performance.now(), ip });
  else if (held.size < MOST_HELD) held.set(name, { target, code, window, attempts: 1, at: performance.now(), ip });
}

// Several counters may fall into one window by the database's clock. Rows are locked in one order, whoever writes them.
const ADD = `
INSERT INTO refusal_counts AS c (target_type, target_id, window_start, code, attempts, last_at, last_ip)
SELECT type, id, window_start, code, sum(attempts), max(at), (array_agg(ip ORDER BY at DESC))[1]
  FROM (
    SELECT r.type, r.id, r.code, r.attempts, r.ip, clock_timestamp() - make_interval(secs => r.age) AS at,
           date_bin(make_interval(secs => r."window"), clock_timestamp() - make_interval(secs => r.age), 'epoch') AS window_start
      FROM unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::float8[], $7::int[])
        AS r (type, id, code, attempts, ip, age, "window")
  ) AS refused
 GROUP BY type, id, window_start, code
 ORDER BY type, id, window_start, code
ON CONFLICT (target_type, target_id, window_start, code) DO UPDATE
   SET attempts = c.attempts + excluded.attempts, last_at = greatest(c.last_at, excluded.last_at),
       last_ip = CASE WHEN excluded.last_at >= c.last_at THEN excluded.last_ip ELSE c.last_ip END`;

/**
 * Adds what was counted since the last time to the table, one statement for up to 1,000 counters. Throws what the
 * database throws: what was not written is kept for the next time.
 */
export async function flushRefusals(): Promise<void> {
  const counters = [...held];
  held = new Map();
  for (let start = 0; start < counters.length; start += BATCH) {
    const batch = counters.slice(start, start + BATCH).map(([, counter]) => counter);
    const now = performance.now();
    try {
      await pool.query({
        name: "refusal-counts",
        text: ADD,
        values: [
          batch.map(({ target }) => target.type),
          batch.map(({ target }) => target.id),
          batch.map(({ code }) => code),
          batch.map(({ attempts }) => attempts),
          batch.map(({ ip }) => ip),
          batch.map(({ at }) => (now - at) / 1000),
          batch.map(({ window }) => window),
        ],
      });
    } catch (error) {
      keep(counters.slice(start));
      throw error;
    }
  }
}

/** Puts counters back that were not written; those counted meanwhile are newer. */
function keep(counters: [string, Counter][]): void {
  for (const [name, counter] of counters) {
    const newer = held.get(name);
    if (newer) newer.attempts += counter.attempts;
    else if (held.size < MOST_HELD) held.set(name, counter);
  }
}

const PURGE = `
DELETE FROM refusal_counts WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM refusal_counts WHERE window_start < now() - make_interval(days => $1) LIMIT 5000 FOR UPDATE SKIP LOCKED))`;

/** Deletes up to 5,000 counts of more than 90 days ago. Out: how many were. */
export async function purgeRefusals(): Promise<number> {
  const { rowCount } = await pool.query({ name: "purge-refusal-counts", text: PURGE, values: [KEPT_DAYS] });
  return rowCount ?? 0;
}
