import "server-only";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { oneInviteSchema } from "@/lib/services/invites/schema";
import { verb } from "@/lib/services/verb";

/**
 * Takes an open invite back: its link stops working. In: id. Out: nothing. Throws `not_found` for one that was accepted or
 * revoked before, and what `verb` throws.
 */
export const revokeInvite = verb({
  permission: "user.write",
  effect: "write",
  input: oneInviteSchema,
  run: async ({ input: { id }, actor, tx }): Promise<void> => {
    const [row] = await tx.$queryRaw<{ email: string; role: string }[]>`
      DELETE FROM user_invites WHERE id = ${id}::uuid AND used_at IS NULL RETURNING email, role::text AS role`;
    if (!row) throw new AppError("not_found", "This invite was accepted or revoked meanwhile.");
    await emitAudit(tx, actor, {
      action: "user.invite_revoked",
      target: { type: "user_invite", id, name: row.email },
      before: row,
    });
  },
});
