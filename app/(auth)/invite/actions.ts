"use server";

import { acceptInviteAndGoOn } from "@/lib/auth/accept-invite";
import { action } from "@/lib/http/action";
import { readInvite } from "@/lib/services/invites/read";

export const readInviteAction = action(readInvite, {
  public: "whoever was invited has no account yet; the token of the link decides",
});

export const acceptInviteAction = action(acceptInviteAndGoOn, {
  public: "whoever was invited has no account yet; the one-time token decides",
  form: { keep: ["name"] },
});
