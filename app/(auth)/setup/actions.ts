"use server";

import { setUpAndGoOn } from "@/lib/auth/set-up";
import { action } from "@/lib/http/action";

export const setUp = action(setUpAndGoOn, {
  public: "before the first owner exists nobody has a session; the one-time token decides",
  form: { keep: ["name", "email"] },
});
