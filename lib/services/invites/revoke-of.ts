import "server-only";
import type { Tx } from "@/lib/db";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";

/**
 * Revokes the open invites of a user who may invite no longer: nobody comes back by a link they kept.
 * In: transaction, who acts, the user. Each invite has its audit row.
 */
export async function revokeInvitesOf(tx: Tx, actor: Actor, userId: string): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string; email: string; role: string }[]>`
    DELETE FROM user_invites WHERE invited_by_id = ${userId}::uuid AND used_at IS NULL
    RETURNING id, email, role::text AS role`;
  for (const { id, email, role } of rows) {
    await emitAudit(tx, actor, {
      action: "user.invite_revoked",
      target: { type: "user_invite", id, name: email },
      before: { email, role },
    });
  }
}
