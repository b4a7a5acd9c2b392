"use server";

import { env } from "@/lib/env";
import { action } from "@/lib/http/action";
import type { UserActor } from "@/lib/services/actor";
import { inviteUser } from "@/lib/services/invites/create";
import { renewInvite } from "@/lib/services/invites/renew";
import { revokeInvite } from "@/lib/services/invites/revoke";
import type { InviteUserForm } from "@/lib/services/invites/schema";
import { changeRole } from "@/lib/services/users/change-role";
import { disableUser } from "@/lib/services/users/disable";
import { enableUser } from "@/lib/services/users/enable";
import { endUserSessions } from "@/lib/services/users/end-sessions";
import { countUsers } from "@/lib/services/users/list";
import { removeUser } from "@/lib/services/users/remove";

// Only here, in the answer to the request that made it, is the token of a link taken out of its wrapper.

export const inviteUserAction = action(async (actor: UserActor, input: InviteUserForm) => {
  const { email, expiresAt, token } = await inviteUser(actor, input);
  return { email, expiresAt, link: `${env.APP_URL}/invite#token=${token.expose()}` };
});

export const renewInviteAction = action(async (actor: UserActor, input: { id: string }) => {
  const { email, expiresAt, token } = await renewInvite(actor, input);
  return { email, expiresAt, link: `${env.APP_URL}/invite#token=${token.expose()}` };
});

export const revokeInviteAction = action(revokeInvite);

export const changeRoleAction = action(changeRole);

export const disableUserAction = action(disableUser);

export const enableUserAction = action(enableUser);

export const removeUserAction = action(removeUser);

export const endUserSessionsAction = action(endUserSessions);

export const countUsersAction = action(countUsers);
