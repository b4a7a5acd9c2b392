import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { revokeInvitesOf } from "@/lib/services/invites/revoke-of";
import { assertNotLastOwner, lockUser } from "@/lib/services/users/lock-user";
import { changeRoleSchema } from "@/lib/services/users/schema";
import { verb } from "@/lib/services/verb";

/**
 * Gives a user another role; their sessions have it from the next request on. The open invites of an owner who is one no
 * longer are revoked.
 * In: id, the version that was seen, the role. Out: whether it is another one now. Throws `not_found`, `conflict`,
 * `last_owner`, `forbidden`, and what `verb` throws.
 */
export const changeRole = verb({
  permission: "user.write",
  effect: "write",
  input: changeRoleSchema,
  run: async ({ input: { id, version, role }, actor, tx }): Promise<{ changed: boolean }> => {
    const { user, isLastOwner } = await lockUser(tx, actor, id, version);
    if (user.role === role) return { changed: false };
    assertNotLastOwner(isLastOwner, user.name);
    await tx.user.update({ where: { id }, data: { role, version: { increment: 1 } }, select: { id: true } });
    await emitAudit(tx, actor, {
      action: "user.role_changed",
      target: { type: "user", id, name: user.name },
      before: { role: user.role },
      after: { role },
    });
    if (user.role === "OWNER") await revokeInvitesOf(tx, actor, id);
    return { changed: true };
  },
});
