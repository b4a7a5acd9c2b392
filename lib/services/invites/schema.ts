import { z } from "zod";
import { emailSchema, passwordSchema } from "@/lib/auth/schema";
import { shownNameSchema } from "@/lib/services/name/schema";
import { roleSchema } from "@/lib/services/users/schema";

/** Days for which the link of an invite works. */
export const INVITE_DAYS = 7;

const tokenSchema = z.string({ error: "Open the invite link again." }).min(1, "Open the invite link again.").max(200);

export const inviteUserSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export const oneInviteSchema = z.strictObject({ id: z.uuid("This is not the id of an invite.") });
export const readInviteSchema = z.strictObject({ token: tokenSchema });
/** The address is the one that was invited; the password may be neither it nor the name, which the verb judges. */
export const acceptInviteSchema = z.strictObject({
  token: tokenSchema,
  name: shownNameSchema,
  password: passwordSchema,
});

export type InviteUserForm = z.input<typeof inviteUserSchema>;
