import "server-only";
import { verifyPassword } from "@/lib/auth/password";
import { emailKey, emailSchema, signInSchema } from "@/lib/auth/schema";
import { type Database, prisma } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { ProvenUser } from "@/lib/services/sessions/proven-user";
import { accountKey, addressKey, throttle, WINDOW_SECONDS } from "@/lib/services/sessions/throttle";
import { verb } from "@/lib/services/verb";

const WRONG = "Email or password is not right.";

/**
 * Checks an email and a password.
 * In: whoever asks, `{email, password}`. Out: proof of who it is, to be handed to `createSession`. Throws AppError
 * `invalid` (with the same sentence whichever of the two is wrong, and for a disabled account), `too_many_attempts`,
 * `unavailable`. No transaction is open while the hash is computed: it would keep a connection from everybody else.
 */
export const checkCredentials = verb({
  permission: "public",
  effect: "read",
  input: signInSchema,
  run: async ({ input, actor }): Promise<ProvenUser> => {
    // An address that cannot exist is treated like one that does not: same cost, same answer.
    const email = emailSchema.safeParse(input.email);
    const key = emailKey(email.success ? email.data : input.email);
    const attempt = { account: accountKey(key), address: addressKey(actor.ip) };
    await throttle.take(attempt);
    const user = email.success ? await findUser(prisma, key) : null;
    const right = await verifyPassword(user?.passwordHash ?? null, input.password);
    if (!right || !user || user.disabledAt) {
      await recordFailure(actor, user, attempt);
      throw new AppError("invalid", WRONG);
    }
    await throttle.giveBack(attempt);
    return new ProvenUser(user);
  },
});

async function findUser(database: Database, key: string) {
  return await database.user.findUnique({
    where: { emailKey: key },
    select: { id: true, name: true, email: true, role: true, passwordHash: true, disabledAt: true },
  });
}

/**
 * One row for each account and window, or for each address where the account does not exist. What was typed is not kept:
 * people type passwords into the wrong field.
 */
async function recordFailure(
  actor: Actor,
  user: { id: string; name: string; disabledAt: Date | null } | null,
  attempt: { account: string; address: string },
): Promise<void> {
  const window = Math.floor(Date.now() / (WINDOW_SECONDS * 1_000));
  const subject = user ? `account:${attempt.account}` : `address:${attempt.address}`;
  await emitAudit(prisma, actor, {
    action: "user.sign_in_failed",
    ...(user && { target: { type: "user", id: user.id, name: user.name } }),
    after: { reason: user ? (user.disabledAt ? "account_disabled" : "wrong_password") : "unknown_account" },
    windowKey: `user.sign_in_failed:${subject}:${window}`,
  });
}
