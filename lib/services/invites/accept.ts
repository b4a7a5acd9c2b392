import "server-only";
import { hashPassword } from "@/lib/auth/password";
import { findOwnWords } from "@/lib/auth/schema";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { uniqueViolation } from "@/lib/services/database-error";
import { findOpenInvite } from "@/lib/services/invites/find";
import { acceptInviteSchema } from "@/lib/services/invites/schema";
import { verb } from "@/lib/services/verb";

/**
 * Turns an invite into an account, once. In: whoever has the link: its token, name and password. Out: the address to sign in
 * with. Throws `invalid` with fields, `forbidden` when the link does not work, `conflict` when the address has an account, and what `verb`
 * throws.
 */
export const acceptInvite = verb({
  permission: "public",
  effect: "write",
  input: acceptInviteSchema,
  run: async ({ input: { token, name, password }, actor, tx }): Promise<{ email: string }> => {
    const invite = await findOpenInvite(tx, token);
    const { email, emailKey, role } = invite;
    const ownWords = findOwnWords(password, { email, name });
    if (ownWords) {
      throw new AppError("invalid", "Some of the input is not valid.", { fields: { password: ownWords } });
    }
    const passwordHash = await hashPassword(password);
    const user = await tx.user
      .create({ data: { email, emailKey, name, role, passwordHash }, select: { id: true } })
      .catch((error: unknown) => {
        if (uniqueViolation(error) === undefined) throw error;
        throw new AppError("conflict", "This email address has an account already. Sign in instead.", { cause: error });
      });
    await tx.$executeRaw`UPDATE user_invites SET used_at = now() WHERE id = ${invite.id}::uuid`;
    const { ip, userAgent, requestId } = actor;
    const member = { kind: "user", id: user.id, name, email, role, sessionId: "", ip, userAgent, requestId } as const;
    await emitAudit(tx, member, {
      action: "user.created",
      target: { type: "user", id: user.id, name },
      after: { email, role },
    });
    await emitAudit(tx, member, {
      action: "user.invite_accepted",
      target: { type: "user_invite", id: invite.id, name: email },
      after: { invitedBy: invite.invitedBy },
    });
    return { email };
  },
});
