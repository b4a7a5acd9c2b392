import "server-only";
import { masterKeys } from "@/lib/crypto/master-key";
import { prisma, type Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type SystemActor, systemActor } from "@/lib/services/actor";
import { checkMasterKey } from "@/lib/services/setup/check-master-key";
import { createFirstCertificates } from "@/lib/services/setup/create-first-certificates";

/** Any number that only this step uses; the same one in every instance. */
const FIRST_RUN_LOCK = 7_245_091_820_112n;

/**
 * First run: creates the tenant with its Root, Client, Connector and Service Edge certificates and records which master key seals.
 * Idempotent, and safe with several instances at once: one does it, the others wait and find it done. Out: whether this call did it.
 * Throws AppError `conflict` when the master key is not the one of the database, KeyRingError when there is none.
 */
export async function ensureTenant(): Promise<{ created: boolean }> {
  const actor = systemActor("set-up");
  return await prisma.$transaction(
    async (tx) => {
      // The pool gives up on a lock after two seconds; here others may first have to finish the whole step.
      await tx.$executeRaw`SET LOCAL lock_timeout = '30s'`;
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_RUN_LOCK})`;
      const verdict = checkMasterKey(masterKeys(), await tx.masterKeyCheck.findMany());
      if (verdict === "wrong") {
        throw new AppError("conflict", "The master key is not the one that sealed this database.");
      }
      if ((await tx.tenant.count()) > 0) return { created: false };
      await createTenant(tx, actor);
      return { created: true };
    },
    { maxWait: 10_000, timeout: 40_000 },
  );
}

async function createTenant(tx: Tx, actor: SystemActor): Promise<void> {
  const ring = masterKeys();
  await tx.masterKeyCheck.create({ data: { keyId: ring.currentId, check: Buffer.from(ring.check(ring.currentId)) } });
  const rootId = await createFirstCertificates(tx, actor, ring, env.ENROLL_PUBLIC_HOST);
  await tx.tenant.create({ data: { name: "Latchkey", rootCertificateId: rootId } });
}
