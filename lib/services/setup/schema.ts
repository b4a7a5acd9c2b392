import { z } from "zod";
import { newAccountSchema } from "@/lib/auth/schema";

/** What the set-up page sends: the token of its link, and the first owner. */
export const completeSetupSchema = newAccountSchema.safeExtend({
  token: z.string({ error: "Open the set-up link again." }).min(1, "Open the set-up link again.").max(200),
});

export type CompleteSetupInput = z.input<typeof completeSetupSchema>;
