import "server-only";
import { z } from "zod";
import { SESSION_ABSOLUTE_SECONDS } from "@/lib/auth/schema";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { ProvenUser } from "@/lib/services/sessions/proven-user";
import { verb } from "@/lib/services/verb";

/**
 * Starts a session: a new row with a new id at each sign-in, so that no id from before it is ever worth anything.
 * In: whoever asks, the proof of `checkCredentials`. Out: the ids of session and user. Throws AppError `invalid` when the
 * user was disabled or got another password meanwhile, `unavailable`.
 */
export const createSession = verb({
  permission: "public",
  effect: "write",
  input: z.strictObject({ user: z.instanceof(ProvenUser) }),
  run: async ({ input: { user }, actor, tx }): Promise<{ sessionId: string; userId: string }> => {
    // The user's row is locked, so that disabling the user or changing the password either comes first and wins, or comes
    // later and ends this session too. The database's clock decides about expiry everywhere.
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO sessions (user_id, ip, user_agent, expires_at)
      SELECT id, ${actor.ip}, ${actor.userAgent}, now() + make_interval(secs => ${SESSION_ABSOLUTE_SECONDS})
      FROM users
      WHERE id = ${user.id}::uuid AND disabled_at IS NULL AND password_hash IS NOT DISTINCT FROM ${user.provenHash()}
      FOR SHARE
      RETURNING id`;
    if (!row) throw new AppError("invalid", "This account or its password was changed just now. Sign in again.");
    const { ip, userAgent, requestId } = actor;
    const { id, name, email, role } = user;
    await emitAudit(
      tx,
      { kind: "user", id, name, email, role, sessionId: row.id, ip, userAgent, requestId },
      { action: "user.signed_in", target: { type: "session", id: row.id, name } },
    );
    return { sessionId: row.id, userId: id };
  },
});
