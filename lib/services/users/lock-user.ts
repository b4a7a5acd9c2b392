import "server-only";
import type { Role } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";

/** A user as a verb that changes them needs it, locked until the caller's transaction ends. */
export type LockedUser = { id: string; name: string; email: string; role: Role; disabled: boolean; version: number };

/**
 * Locks a user together with all active owners, so that of two owners who act on each other at once the second sees what
 * the first did: they may no longer act, or are the last one.
 * In: transaction, who acts, whom on, the version they saw. Out: the user as they are now, and whether they are the only
 * active owner. Throws `not_found`, `conflict`, and `forbidden` when whoever acts is no active owner any more.
 */
export async function lockUser(
  tx: Tx,
  actor: Actor,
  id: string,
  version?: number,
): Promise<{ user: LockedUser; isLastOwner: boolean }> {
  // In the order of the ids, so that two of these never wait for each other. A sign-in locks one of the rows, in share.
  const rows = await tx.$queryRaw<LockedUser[]>`
    SELECT id, name, email, role::text AS role, disabled_at IS NOT NULL AS disabled, version FROM users
    WHERE id = ${id}::uuid OR (role = 'OWNER' AND disabled_at IS NULL)
    ORDER BY id FOR NO KEY UPDATE`;
  const owners = rows.filter(({ role, disabled }) => role === "OWNER" && !disabled);
  if (actor.kind === "user" && !owners.some((owner) => owner.id === actor.id)) {
    throw new AppError("forbidden", "You are not an Owner any more.");
  }
  const user = rows.find((row) => row.id === id);
  if (!user) throw new AppError("not_found", "There is no such user.");
  if (version !== undefined && user.version !== version) {
    throw new AppError("conflict", `${user.name} was changed meanwhile. Nothing was saved; look again.`);
  }
  return { user, isLastOwner: owners.length === 1 && owners[0]?.id === id };
}

/** In: whether the user is the only active owner. Throws `last_owner`: nobody could manage users and settings any more. */
export function assertNotLastOwner(isLastOwner: boolean, name: string): void {
  if (!isLastOwner) return;
  throw new AppError("last_owner", `${name} is the last active Owner. Make somebody else an Owner first.`);
}

/** In: who acts, whom on. Throws `forbidden` when they are the same: nobody locks themself out by a slip. */
export function assertSomebodyElse(actor: Actor, id: string): void {
  if (actor.kind !== "user" || actor.id !== id) return;
  throw new AppError("forbidden", "You cannot do this to your own account. Another Owner can.");
}
