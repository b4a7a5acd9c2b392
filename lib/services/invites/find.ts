import "server-only";
import type { Role } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { digestInviteToken } from "@/lib/services/invites/token";

/** An invite whose link works, locked until the caller's transaction ends. */
export type OpenInvite = {
  id: string;
  email: string;
  emailKey: string;
  role: Role;
  invitedBy: string;
  expiresAt: Date;
};

/**
 * In: transaction, the token of a link. Out: its invite. Throws `forbidden` and says what to do when it was used, expired,
 * or is unknown: revoked, renewed or never made look the same.
 */
export async function findOpenInvite(tx: Tx, token: string): Promise<OpenInvite> {
  const [row] = await tx.$queryRaw<(OpenInvite & { used: boolean; expired: boolean })[]>`
    SELECT i.id, i.email, i.email_key AS "emailKey", i.role::text AS role, u.name AS "invitedBy", i.expires_at AS "expiresAt",
           i.used_at IS NOT NULL AS used, i.expires_at <= now() AS expired
    FROM user_invites i JOIN users u ON u.id = i.invited_by_id
    WHERE i.digest = ${digestInviteToken(token)} FOR UPDATE OF i`;
  if (!row) throw new AppError("forbidden", "This invite link is not valid any more. Ask an Owner for a new one.");
  if (row.used) throw new AppError("forbidden", "This invite was accepted already. Sign in instead.");
  if (row.expired) throw new AppError("forbidden", "This invite link has expired. Ask an Owner to renew it.");
  return row;
}
