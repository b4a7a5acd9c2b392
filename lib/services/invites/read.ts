import "server-only";
import type { Role } from "@/lib/auth/permissions";
import { findOpenInvite } from "@/lib/services/invites/find";
import { readInviteSchema } from "@/lib/services/invites/schema";
import { getTenant } from "@/lib/services/tenant/get";
import { verb } from "@/lib/services/verb";

export type InviteDto = { email: string; role: Role; invitedBy: string; tenantName: string };

/** What the page of an invite shows. In: the token of its link. Out: whom it is for. Throws `forbidden`, and what `verb` throws. */
export const readInvite = verb({
  permission: "public",
  effect: "read",
  input: readInviteSchema,
  run: async ({ input, tx }): Promise<InviteDto> => {
    const { email, role, invitedBy } = await findOpenInvite(tx, input.token);
    const { name } = await getTenant(tx);
    return { email, role, invitedBy, tenantName: name };
  },
});
