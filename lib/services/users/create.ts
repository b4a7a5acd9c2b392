import "server-only";
import { z } from "zod";
import { hashPassword } from "@/lib/auth/password";
import { ROLES } from "@/lib/auth/permissions";
import { emailKey, emailSchema, PASSWORD_MAX_LENGTH } from "@/lib/auth/schema";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { uniqueViolation } from "@/lib/services/database-error";
import { shownNameSchema } from "@/lib/services/name/schema";
import { verb } from "@/lib/services/verb";

const createUserSchema = z.strictObject({
  email: emailSchema,
  name: shownNameSchema,
  role: z.enum(ROLES),
  /** What a person may choose is judged where they choose it (newAccountSchema); here only the limits count. */
  password: z.string().min(8, "Use at least 8 characters.").max(PASSWORD_MAX_LENGTH, "Use at most 256 characters."),
});

/**
 * Makes a user who signs in with a password.
 * In: who makes it, `{email, name, role, password}`. Out: the new id. Throws AppError `forbidden`, `invalid`,
 * `name_taken` when the address has an account, however it is written.
 */
export const createUser = verb({
  permission: "user.write",
  effect: "write",
  input: createUserSchema,
  run: async ({ input: { password, ...user }, actor, tx }): Promise<{ id: string }> => {
    const passwordHash = await hashPassword(password);
    const created = await tx.user
      .create({ data: { ...user, emailKey: emailKey(user.email), passwordHash }, select: { id: true } })
      .catch((error: unknown) => {
        if (uniqueViolation(error) === undefined) throw error;
        const message = "This email address already has an account.";
        throw new AppError("name_taken", message, { fields: { email: message }, cause: error });
      });
    await emitAudit(tx, actor, {
      action: "user.created",
      target: { type: "user", id: created.id, name: user.name },
      after: { email: user.email, role: user.role },
    });
    return created;
  },
});
