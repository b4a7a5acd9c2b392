import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { revokeInvitesOf } from "@/lib/services/invites/revoke-of";
import { endAllSessions } from "@/lib/services/sessions/end-all";
import { assertNotLastOwner, assertSomebodyElse, lockUser } from "@/lib/services/users/lock-user";
import { seenUserSchema } from "@/lib/services/users/schema";
import { verb } from "@/lib/services/verb";

/**
 * Disables a user: their sessions end at once, they cannot sign in, and their open invites are revoked. What they made stays.
 * In: id, the version that was seen. Out: how many sessions ended; a disabled user stays as they are. Throws `not_found`,
 * `conflict`, `last_owner`, `forbidden` also for one's own account, and what `verb` throws.
 */
export const disableUser = verb({
  permission: "user.write",
  effect: "write",
  input: seenUserSchema,
  run: async ({ input: { id, version }, actor, tx }): Promise<{ ended: number }> => {
    assertSomebodyElse(actor, id);
    const { user, isLastOwner } = await lockUser(tx, actor, id, version);
    if (user.disabled) return { ended: 0 };
    assertNotLastOwner(isLastOwner, user.name);
    await tx.$executeRaw`UPDATE users SET disabled_at = now(), version = version + 1, updated_at = now()
      WHERE id = ${id}::uuid`;
    const ended = await endAllSessions(tx, id);
    await emitAudit(tx, actor, {
      action: "user.disabled",
      target: { type: "user", id, name: user.name },
      after: { sessionsEnded: ended },
    });
    await revokeInvitesOf(tx, actor, id);
    return { ended };
  },
});
