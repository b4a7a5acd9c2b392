import "server-only";
import { startSession } from "@/lib/auth/start-session";
import type { UserActor } from "@/lib/services/actor";
import { changePassword } from "@/lib/services/users/change-password";

/**
 * Changes the person's password and signs this browser in again: its session has a fresh id, the others have ended.
 * In: the signed-in user, current and new password. Out: how many other sessions ended. Throws what `changePassword` and
 * `startSession` throw.
 */
export async function changePasswordAndStay(
  actor: UserActor,
  input: Parameters<typeof changePassword>[1],
): Promise<{ otherSessionsEnded: number }> {
  const changed = await changePassword(actor, input);
  await startSession({ email: actor.email, password: input.newPassword });
  return changed;
}
