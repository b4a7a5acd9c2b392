"use server";

import { signInAndGoOn } from "@/lib/auth/sign-in";
import { action } from "@/lib/http/action";

export const signIn = action(signInAndGoOn, {
  public: "whoever signs in has no session yet",
  form: { keep: ["email"] },
});
