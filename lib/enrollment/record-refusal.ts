import "server-only";
import { pool } from "@/lib/db";
import type { RefusalCode } from "@/lib/enrollment/codes";
import type { Caller, RefusedKey } from "@/lib/enrollment/enroll";

const WINDOW_MS = 10 * 60_000;
/** Window keys this process has already written; cleared when a new window begins, so it stays small. */
const written = { window: 0, keys: new Set<string>() };

const INSERT = `
INSERT INTO audit_events (actor_type, actor_name, ip, user_agent, request_id, action, target_type, target_id, target_name, after, window_key)
VALUES ('ANONYMOUS'::"AuditActorType", 'Connector', $1, $2, $3, 'enrollment.refused', $4, $5, $6, jsonb_build_object('code', $7::text, 'window', '10 min'), $8)
ON CONFLICT (window_key) DO NOTHING`;

/**
 * Writes the audit row of a refusal: one per key, reason and ten minutes over all instances, inserted once and never
 * updated, so that a flood cannot fill the log. The row names the first address that was refused.
 */
export async function recordRefusal(code: RefusalCode, key: RefusedKey, caller: Caller): Promise<void> {
  const window = Math.floor(Date.now() / WINDOW_MS);
  if (written.window !== window) {
    written.window = window;
    written.keys.clear();
  }
  const windowKey = `enrollment.refused|${key?.id ?? "unknown"}|${code}|${window}`;
  if (written.keys.has(windowKey)) return;
  const target = key ? ["provisioning_key", key.id, key.name] : [null, null, null];
  const userAgent = caller.userAgent?.slice(0, 400) ?? null;
  await pool.query({
    name: "refusal",
    text: INSERT,
    values: [caller.ip, userAgent, caller.requestId, ...target, code, windowKey],
  });
  written.keys.add(windowKey);
}
