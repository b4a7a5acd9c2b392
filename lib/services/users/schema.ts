import { z } from "zod";
import { ROLES } from "@/lib/auth/permissions";
import { shownNameSchema } from "@/lib/services/name/schema";

export const userIdSchema = z.uuid("This is not the id of a user.");
export const roleSchema = z.enum(ROLES, { error: "Choose a role." });

/** `version` is the one the person saw: whoever changed the user meanwhile is not overruled unseen. */
const seenUserShape = { id: userIdSchema, version: z.number().int().min(1) };

export const oneUserSchema = z.strictObject({ id: userIdSchema });
export const seenUserSchema = z.strictObject(seenUserShape);
export const changeRoleSchema = z.strictObject({ ...seenUserShape, role: roleSchema });
export const profileSchema = z.strictObject({ name: shownNameSchema });

export type ProfileForm = z.input<typeof profileSchema>;
