import "server-only";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import type { CreatedInvite } from "@/lib/services/invites/create";
import { INVITE_DAYS, oneInviteSchema } from "@/lib/services/invites/schema";
import { createInviteToken } from "@/lib/services/invites/token";
import { assertUser } from "@/lib/services/own-user";
import { lockUser } from "@/lib/services/users/lock-user";
import { verb } from "@/lib/services/verb";

/**
 * Makes a new link for an open invite, expired or not; the earlier link stops working, and whoever renews it is who invites.
 * In: id. Out: the invite with the new token. Throws `not_found` for one that was used or revoked, and what `verb` throws.
 */
export const renewInvite = verb({
  permission: "user.write",
  effect: "write",
  input: oneInviteSchema,
  run: async ({ input: { id }, actor, tx }): Promise<CreatedInvite> => {
    const inviter = assertUser(actor);
    await lockUser(tx, inviter, inviter.id);
    const { token, digest } = createInviteToken();
    const [row] = await tx.$queryRaw<{ email: string; expiresAt: Date }[]>`
      UPDATE user_invites SET digest = ${digest}, invited_by_id = ${inviter.id}::uuid,
             expires_at = now() + make_interval(days => ${INVITE_DAYS}::int)
      WHERE id = ${id}::uuid AND used_at IS NULL RETURNING email, expires_at AS "expiresAt"`;
    if (!row) throw new AppError("not_found", "This invite was accepted or revoked meanwhile.");
    const expiresAt = row.expiresAt.toISOString();
    await emitAudit(tx, inviter, {
      action: "user.invite_renewed",
      target: { type: "user_invite", id, name: row.email },
      after: { expiresAt },
    });
    return { id, email: row.email, expiresAt, token };
  },
});
