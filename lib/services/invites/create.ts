import "server-only";
import { emailKey } from "@/lib/auth/schema";
import type { Secret } from "@/lib/crypto/secret";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { uniqueViolation } from "@/lib/services/database-error";
import { INVITE_DAYS, inviteUserSchema } from "@/lib/services/invites/schema";
import { createInviteToken } from "@/lib/services/invites/token";
import { assertUser } from "@/lib/services/own-user";
import { lockUser } from "@/lib/services/users/lock-user";
import { verb } from "@/lib/services/verb";

export type CreatedInvite = { id: string; email: string; expiresAt: string; token: Secret };

/**
 * Invites somebody to make an account. In: an Owner, `{email, role}`. Out: the invite with the token of its link, which
 * exists nowhere else. Throws `name_taken` with a field when the address has an account or an open invite, `forbidden`, and
 * what `verb` throws.
 */
export const inviteUser = verb({
  permission: "user.write",
  effect: "write",
  input: inviteUserSchema,
  run: async ({ input: { email, role }, actor, tx }): Promise<CreatedInvite> => {
    const inviter: UserActor = assertUser(actor);
    // Whoever is being demoted or disabled meanwhile leaves no invite behind.
    await lockUser(tx, inviter, inviter.id);
    const key = emailKey(email);
    const account = await tx.user.findUnique({ where: { emailKey: key }, select: { id: true } });
    if (account) throw taken("This email address already has an account.");
    const { token, digest } = createInviteToken();
    const [row] = await tx.$queryRaw<{ id: string; expiresAt: Date }[]>`
      INSERT INTO user_invites (digest, email, email_key, role, invited_by_id, expires_at)
      VALUES (${digest}, ${email}, ${key}, ${role}::"Role", ${inviter.id}::uuid, now() + make_interval(days => ${INVITE_DAYS}::int))
      RETURNING id, expires_at AS "expiresAt"`.catch((error: unknown) => {
      if (uniqueViolation(error) === undefined) throw error;
      throw taken("This email address is invited already. Renew its invite in the list to get a new link.", error);
    });
    if (!row) throw new Error("an insert returned nothing");
    await emitAudit(tx, inviter, {
      action: "user.invited",
      target: { type: "user_invite", id: row.id, name: email },
      after: { email, role, expiresAt: row.expiresAt.toISOString() },
    });
    return { id: row.id, email, expiresAt: row.expiresAt.toISOString(), token };
  },
});

function taken(message: string, cause?: unknown): AppError {
  return new AppError("name_taken", message, { fields: { email: message }, cause });
}
