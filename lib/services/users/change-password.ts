import "server-only";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { changePasswordSchema, emailKey, findOwnWords } from "@/lib/auth/schema";
import { prisma } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { assertUser } from "@/lib/services/own-user";
import { endAllSessions } from "@/lib/services/sessions/end-all";
import { type Attempt, accountKey, addressKey, throttle, WINDOW_SECONDS } from "@/lib/services/sessions/throttle";
import { verb } from "@/lib/services/verb";

/**
 * Gives the person another password. All their sessions end, the one of this request too: whoever calls this signs them in
 * again, under a fresh id. Wrong tries are counted together with those of the sign-in page.
 * In: current and new password. Out: how many other sessions ended. Throws `invalid` with fields, `too_many_attempts`, `conflict` when
 * the password was changed meanwhile, and what `verb` throws. No transaction is open while hashes are computed.
 */
export const changePassword = verb({
  permission: "self.write",
  effect: "read",
  input: changePasswordSchema,
  run: async ({ input: { currentPassword, newPassword }, actor }): Promise<{ otherSessionsEnded: number }> => {
    const user = assertUser(actor);
    const ownWords = findOwnWords(newPassword, user);
    if (ownWords) throw refuse("newPassword", ownWords);
    const attempt = { account: accountKey(emailKey(user.email)), address: addressKey(user.ip) };
    await throttle.take(attempt);
    const { passwordHash } = await prisma.user.findUniqueOrThrow({
      where: { id: user.id },
      select: { passwordHash: true },
    });
    if (passwordHash === null || !(await verifyPassword(passwordHash, currentPassword))) {
      await recordFailure(user, attempt);
      throw refuse("currentPassword", "This is not your current password.");
    }
    await throttle.giveBack(attempt);
    return await replacePassword(user, passwordHash, await hashPassword(newPassword));
  },
});

function refuse(field: string, message: string): AppError {
  return new AppError("invalid", "Some of the input is not valid.", { fields: { [field]: message } });
}

async function replacePassword(user: UserActor, from: string, to: string): Promise<{ otherSessionsEnded: number }> {
  return await prisma.$transaction(async (tx) => {
    const replaced = await tx.$executeRaw`
      UPDATE users SET password_hash = ${to}, updated_at = now()
      WHERE id = ${user.id}::uuid AND password_hash = ${from} AND disabled_at IS NULL`;
    if (replaced === 0) throw new AppError("conflict", "Your password was changed meanwhile. Nothing was saved.");
    const ended = await endAllSessions(tx, user.id);
    const otherSessionsEnded = Math.max(0, ended - 1);
    await emitAudit(tx, user, {
      action: "user.password_changed",
      target: { type: "user", id: user.id, name: user.name },
      after: { otherSessionsEnded },
    });
    return { otherSessionsEnded };
  });
}

/** One row for each account and window, as failed sign-ins have. */
async function recordFailure(user: UserActor, { account }: Attempt): Promise<void> {
  const window = Math.floor(Date.now() / (WINDOW_SECONDS * 1_000));
  await emitAudit(prisma, user, {
    action: "user.password_change_failed",
    target: { type: "user", id: user.id, name: user.name },
    after: { reason: "wrong_password" },
    windowKey: `user.password_change_failed:${account}:${window}`,
  });
}
