import "server-only";
import { pool } from "@/lib/db";
import type { RefusalCode } from "@/lib/enrollment/codes";
import type { Caller, RefusedKey } from "@/lib/enrollment/enroll";

/** Enough for every key and reason of a busy window; beyond it a reason is only asked of the database once more. */
const REMEMBERED = 10_000;
/** What this process has written, or is writing, by key and reason, and when its window ends (process clock). */
const written = new Map<string, { endsAt: number; done: Promise<void> }>();

// The window is the database's, so that instances whose clocks differ agree on it.
const INSERT = `
WITH ten_minutes AS (
  SELECT floor(extract(epoch FROM now()) / 600)::bigint AS number, (600 - mod(extract(epoch FROM now()), 600))::float8 AS "secondsLeft"
), added AS (
  INSERT INTO audit_events (actor_type, actor_name, ip, user_agent, request_id, action, target_type, target_id, target_name, after, window_key)
  SELECT 'ANONYMOUS'::"AuditActorType", 'Connector', $1, $2, $3, 'enrollment.refused', $4, $5, $6,
         jsonb_build_object('code', $7::text, 'window', '10 min'), 'enrollment.refused|' || $8::text || '|' || $7::text || '|' || number
    FROM ten_minutes
  ON CONFLICT (window_key) DO NOTHING
)
SELECT "secondsLeft" FROM ten_minutes`;

/**
 * Writes the audit row of a refusal: one per key, reason and ten minutes over all instances, inserted once and never
 * updated, so that a flood cannot fill the log. The row names the first address that was refused. Resolves when the row
 * is there, whoever wrote it.
 */
export function recordRefusal(code: RefusalCode, key: RefusedKey, caller: Caller): Promise<void> {
  const name = `${key?.id ?? "unknown"}|${code}`;
  const earlier = written.get(name);
  if (earlier && performance.now() < earlier.endsAt) return earlier.done;
  if (written.size >= REMEMBERED) written.clear();
  const entry = { endsAt: Number.POSITIVE_INFINITY, done: Promise.resolve() };
  entry.done = write(code, key, caller).then(
    (secondsLeft) => {
      entry.endsAt = performance.now() + secondsLeft * 1000;
    },
    (error) => {
      written.delete(name);
      throw error;
    },
  );
  written.set(name, entry);
  return entry.done;
}

async function write(code: RefusalCode, key: RefusedKey, caller: Caller): Promise<number> {
  const target = key ? ["provisioning_key", key.id, key.name] : [null, null, null];
  const userAgent = caller.userAgent?.slice(0, 400) ?? null;
  const { rows } = await pool.query<{ secondsLeft: number }>({
    name: "refusal",
    text: INSERT,
    values: [caller.ip, userAgent, caller.requestId, ...target, code, key?.id ?? "unknown"],
  });
  return rows[0]?.secondsLeft ?? 0;
}
