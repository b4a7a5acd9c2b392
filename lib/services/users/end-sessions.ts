import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { endAllSessions } from "@/lib/services/sessions/end-all";
import { assertSomebodyElse, lockUser } from "@/lib/services/users/lock-user";
import { oneUserSchema } from "@/lib/services/users/schema";
import { verb } from "@/lib/services/verb";

/**
 * Signs a user out everywhere; they may sign in again. In: id. Out: how many sessions ended. Throws `not_found`, `forbidden`
 * also for one's own account, whose sessions are ended on the profile page, and what `verb` throws.
 */
export const endUserSessions = verb({
  permission: "user.write",
  effect: "write",
  input: oneUserSchema,
  run: async ({ input: { id }, actor, tx }): Promise<{ ended: number }> => {
    assertSomebodyElse(actor, id);
    const { user } = await lockUser(tx, actor, id);
    const ended = await endAllSessions(tx, id);
    if (ended > 0) {
      await emitAudit(tx, actor, {
        action: "user.sessions_ended",
        target: { type: "user", id, name: user.name },
        after: { sessions: ended },
      });
    }
    return { ended };
  },
});
