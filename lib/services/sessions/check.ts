import "server-only";
import { z } from "zod";
import type { Role } from "@/lib/auth/permissions";
import { SESSION_IDLE_SECONDS } from "@/lib/auth/schema";
import { log } from "@/lib/log";
import { verb } from "@/lib/services/verb";

export type CheckedSession = {
  sessionId: string;
  user: { id: string; name: string; email: string; role: Role };
};

type Row = { userId: string; name: string; email: string; role: Role; stale: boolean };

/**
 * Checks the session a cookie names, on every request, so that revoking it or disabling its user takes effect at once on
 * all instances.
 * In: whoever asks, the ids in the cookie. Out: the user as the database has it now, or null when the session is unknown,
 * somebody else's, revoked, expired or idle for too long, or when its user is disabled. Notes that it was used, at most
 * once a minute, unless `note` is false: what a page does by itself is no use. Throws AppError `unavailable`.
 */
export const checkSession = verb({
  permission: "public",
  effect: "read",
  input: z.strictObject({ sessionId: z.uuid(), userId: z.uuid(), note: z.boolean().default(true) }),
  run: async ({ input: { sessionId, userId, note }, tx }): Promise<CheckedSession | null> => {
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT u.id AS "userId", u.name, u.email, u.role::text AS role,
             s.last_seen_at < now() - interval '1 minute' AS stale
      FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.id = ${sessionId}::uuid AND s.user_id = ${userId}::uuid
        AND s.revoked_at IS NULL AND s.expires_at > now()
        AND s.last_seen_at > now() - make_interval(secs => ${SESSION_IDLE_SECONDS})
        AND u.disabled_at IS NULL`;
    if (!row) return null;
    if (row.stale && note) {
      // A session that cannot be noted is still a session: reading must go on while nothing can be written.
      await tx.$executeRaw`
        UPDATE sessions SET last_seen_at = now()
        WHERE id = ${sessionId}::uuid AND last_seen_at < now() - interval '1 minute'`.catch((error: unknown) =>
        log.warn({ reason: String(error) }, "the last use of a session could not be noted"),
      );
    }
    return { sessionId, user: { id: row.userId, name: row.name, email: row.email, role: row.role } };
  },
});
