import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { revokeInvitesOf } from "@/lib/services/invites/revoke-of";
import { endAllSessions } from "@/lib/services/sessions/end-all";
import { assertNotLastOwner, assertSomebodyElse, lockUser } from "@/lib/services/users/lock-user";
import { seenUserSchema } from "@/lib/services/users/schema";
import { verb } from "@/lib/services/verb";

/**
 * Deletes a user for good, with their sessions, saved filters and table settings; their open invites are revoked. What they
 * made stays, and names them still, as the audit log does. Their email can be invited again: that is another account then.
 * In: id, the version that was seen. Out: how many sessions ended. Throws `not_found`, `conflict`, `last_owner`, `forbidden`
 * also for one's own account, and what `verb` throws.
 */
export const removeUser = verb({
  permission: "user.write",
  effect: "write",
  input: seenUserSchema,
  run: async ({ input: { id, version }, actor, tx }): Promise<{ ended: number }> => {
    assertSomebodyElse(actor, id);
    const { user, isLastOwner } = await lockUser(tx, actor, id, version);
    assertNotLastOwner(isLastOwner, user.name);
    await revokeInvitesOf(tx, actor, id);
    const ended = await endAllSessions(tx, id);
    await tx.user.delete({ where: { id }, select: { id: true } });
    await emitAudit(tx, actor, {
      action: "user.deleted",
      target: { type: "user", id, name: user.name },
      before: { name: user.name, email: user.email, role: user.role, disabled: user.disabled },
      after: { sessionsEnded: ended },
    });
    return { ended };
  },
});
