import "server-only";
import { emailKey } from "@/lib/auth/schema";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { hasOwner } from "@/lib/services/setup/setup-token";

/** Any number that only this step uses: two set-ups at once make one owner. */
const OWNER_LOCK = 7_245_091_820_113n;

/**
 * Creates the first owner. In: transaction, who acts, email, name, argon2id hash of the password. Out: the user's id.
 * Throws AppError `conflict` when there is an owner already.
 */
export async function createOwner(
  tx: Tx,
  actor: Actor,
  owner: { email: string; name: string; passwordHash: string },
): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${OWNER_LOCK})`;
  if (await hasOwner(tx)) throw new AppError("conflict", "Latchkey is set up already. Sign in instead.");
  const user = await tx.user.create({
    data: { ...owner, emailKey: emailKey(owner.email), role: "OWNER" },
    select: { id: true },
  });
  await tx.setupToken.deleteMany();
  const tenant = await tx.tenant.findFirstOrThrow({ select: { id: true, name: true } });
  await emitAudit(tx, actor, {
    action: "user.created",
    target: { type: "user", id: user.id, name: owner.name },
    after: { email: owner.email, role: "OWNER" },
  });
  await emitAudit(tx, actor, {
    action: "setup.completed",
    target: { type: "tenant", id: tenant.id, name: tenant.name },
    after: { owner: owner.email },
  });
  return user.id;
}
