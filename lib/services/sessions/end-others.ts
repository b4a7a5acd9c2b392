import "server-only";
import { z } from "zod";
import { emitAudit } from "@/lib/services/audit";
import { assertUser } from "@/lib/services/own-user";
import { endAllSessions } from "@/lib/services/sessions/end-all";
import { verb } from "@/lib/services/verb";

/**
 * Ends all of the person's own sessions but the one of this request. In: the signed-in user, nothing else. Out: how many
 * ended. Throws what `verb` throws.
 */
export const endOtherSessions = verb({
  permission: "self.write",
  effect: "write",
  input: z.strictObject({}),
  run: async ({ actor, tx }): Promise<{ ended: number }> => {
    const user = assertUser(actor);
    const ended = await endAllSessions(tx, user.id, user.sessionId);
    if (ended > 0) {
      await emitAudit(tx, user, {
        action: "user.sessions_ended",
        target: { type: "user", id: user.id, name: user.name },
        after: { sessions: ended },
      });
    }
    return { ended };
  },
});
