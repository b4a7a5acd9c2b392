import "server-only";
import { hashPassword } from "@/lib/auth/password";
import { AppError } from "@/lib/errors";
import { createOwner } from "@/lib/services/setup/create-owner";
import { completeSetupSchema } from "@/lib/services/setup/schema";
import { digestSetupToken } from "@/lib/services/setup/setup-token";
import { verb } from "@/lib/services/verb";

/**
 * Turns a set-up token into the first owner.
 * In: token, email, name, password. Out: id of the user. Throws AppError `invalid`, `forbidden` when the token is unknown, used or older
 * than an hour, `conflict` when there is an owner already.
 */
export const completeSetup = verb({
  permission: "public",
  effect: "write",
  input: completeSetupSchema,
  run: async ({ input, actor, tx }) => {
    const rows = await tx.$queryRaw<{ live: boolean }[]>`
      SELECT used_at IS NULL AND expires_at > now() AS live FROM setup_tokens
      WHERE digest = ${digestSetupToken(input.token)} FOR UPDATE`;
    if (!rows[0]?.live) {
      throw new AppError(
        "forbidden",
        "This set-up link is not valid any more. Print a new one with npm run setup-link on the server.",
      );
    }
    const passwordHash = await hashPassword(input.password);
    const userId = await createOwner(tx, actor, { email: input.email, name: input.name, passwordHash });
    return { userId };
  },
});
