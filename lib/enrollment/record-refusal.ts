import "server-only";
import { pool } from "@/lib/db";
import type { RefusalCode } from "@/lib/enrollment/codes";
import type { Caller } from "@/lib/enrollment/enroll";

/** Enough for every key and reason of a busy window; beyond it a reason is only asked of the database once more. */
const REMEMBERED = 10_000;
const TEN_MINUTES = 600;
/** A revoked connector may go on reporting for months. */
const DAY = 86_400;

/** What a refused request was about; names the audit row. */
export type RefusedTarget = { type: "provisioning_key" | "connector"; id: string; name: string };
export type RefusedAction = "enrollment.refused" | "connector.refused";

/** Seconds for which refusals of a target count as one: in the audit log, and in the counts beside it. */
export const refusalWindow = (target: RefusedTarget | undefined): number =>
  target?.type === "connector" ? DAY : TEN_MINUTES;

/** What this process has written, or is writing, by action, target and reason, and when its window ends (process clock). */
const written = new Map<string, { endsAt: number; done: Promise<void> }>();

// The window is the database's, so that instances whose clocks differ agree on it.
const INSERT = `
WITH frame AS (
  SELECT floor(extract(epoch FROM now()) / $9::int)::bigint AS number, ($9::int - mod(extract(epoch FROM now()), $9::int))::float8 AS "secondsLeft"
), added AS (
  INSERT INTO audit_events (actor_type, actor_name, ip, user_agent, request_id, action, target_type, target_id, target_name, after, window_key)
  SELECT 'ANONYMOUS'::"AuditActorType", 'Connector', $1, $2, $3, $10, $4, $5, $6,
         jsonb_build_object('code', $7::text, 'window', ($9::int / 60) || ' min'), $10 || '|' || $8::text || '|' || $7::text || '|' || number
    FROM frame
  ON CONFLICT (window_key) DO NOTHING
)
SELECT "secondsLeft" FROM frame`;

/**
 * Writes the audit row of a refusal: one per target, reason and window over all instances, inserted once and never
 * updated, so that a flood cannot fill the log. A window is ten minutes, or a day for a connector that is known. The row
 * names the first address that was refused. Resolves when the row is there, whoever wrote it.
 */
export function recordRefusal(
  action: RefusedAction,
  code: RefusalCode,
  target: RefusedTarget | undefined,
  caller: Caller,
): Promise<void> {
  const name = `${action}|${target?.id ?? "unknown"}|${code}`;
  const earlier = written.get(name);
  if (earlier && performance.now() < earlier.endsAt) return earlier.done;
  if (written.size >= REMEMBERED) written.clear();
  const entry = { endsAt: Number.POSITIVE_INFINITY, done: Promise.resolve() };
  entry.done = write(action, code, target, caller).then(
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

async function write(
  action: RefusedAction,
  code: RefusalCode,
  target: RefusedTarget | undefined,
  caller: Caller,
): Promise<number> {
  const { rows } = await pool.query<{ secondsLeft: number }>({
    name: "refusal",
    text: INSERT,
    values: [
      caller.ip,
      caller.userAgent?.slice(0, 400) ?? null,
      caller.requestId,
      target?.type ?? null,
      target?.id ?? null,
      target?.name ?? null,
      code,
      target?.id ?? "unknown",
      refusalWindow(target),
      action,
    ],
  });
  return rows[0]?.secondsLeft ?? 0;
}
