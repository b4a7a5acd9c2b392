import "server-only";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { assertUser } from "@/lib/services/own-user";
import { endSessionSchema } from "@/lib/services/sessions/schema";
import { verb } from "@/lib/services/verb";

/**
 * Ends one of the person's own sessions. In: its id. Out: nothing; one that ended before stays as it is. Throws
 * `not_found` for an id that is none of theirs, also when it is somebody else's, `forbidden` for the one of this request,
 * which signing out ends, and what `verb` throws.
 */
export const endOwnSession = verb({
  permission: "self.write",
  effect: "write",
  input: endSessionSchema,
  run: async ({ input: { id }, actor, tx }): Promise<void> => {
    const user = assertUser(actor);
    if (id === user.sessionId) throw new AppError("forbidden", "This is the session you use now. Sign out to end it.");
    const own = await tx.session.findFirst({ where: { id, userId: user.id }, select: { id: true } });
    if (!own) throw new AppError("not_found", "There is no such session of yours.");
    const ended = await tx.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
    if (ended.count === 0) return;
    await emitAudit(tx, user, { action: "user.sessions_ended", target: { type: "session", id, name: user.name } });
  },
});
