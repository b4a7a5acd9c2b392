import "server-only";
import { z } from "zod";
import type { UserActor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { verb } from "@/lib/services/verb";

/**
 * Signs out: ends the session of whoever asks, on all instances from the next request on.
 * In: the signed-in user, nothing else. Out: nothing; a session that has already ended stays as it is. Throws AppError
 * `unavailable`.
 */
export const revokeSession = verb({
  permission: "self.write",
  effect: "write",
  input: z.strictObject({}),
  run: async ({ actor, tx }: { actor: UserActor; tx: Parameters<typeof emitAudit>[0] }): Promise<void> => {
    const ended = await tx.$executeRaw`
      UPDATE sessions SET revoked_at = now() WHERE id = ${actor.sessionId}::uuid AND revoked_at IS NULL`;
    if (ended === 0) return;
    await emitAudit(tx, actor, {
      action: "user.signed_out",
      target: { type: "session", id: actor.sessionId, name: actor.name },
    });
  },
});
