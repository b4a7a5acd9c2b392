import "server-only";
import { createHash } from "node:crypto";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";

type Call = { userId: string; requestId: string; operation: string; input: object };

/**
 * Claims a request id for a user in the caller's transaction: of calls at the same time one goes on, the others wait for
 * its end. In: who, the id, the operation, its parsed input. Out: null for the first call, which ends with `recordCall`; for a
 * repeated one the id of what the first made. Throws `conflict` when the id was used for something else.
 */
export async function claimCall(tx: Tx, call: Call): Promise<{ resourceId: string } | null> {
  const inputDigest = new Uint8Array(createHash("sha256").update(JSON.stringify(call.input)).digest());
  const { userId, requestId, operation } = call;
  const { count } = await tx.idempotentCall.createMany({
    data: [{ userId, requestId, operation, inputDigest }],
    skipDuplicates: true,
  });
  if (count === 1) return null;
  const earlier = await tx.idempotentCall.findUnique({
    where: { userId_requestId: { userId, requestId } },
    select: { operation: true, inputDigest: true, resourceId: true },
  });
  if (earlier?.operation !== operation || Buffer.compare(earlier.inputDigest, inputDigest) !== 0) {
    throw new AppError("conflict", "This form was sent before with other content. Load the page again and start anew.");
  }
  if (earlier.resourceId === null) throw new Error("an idempotent call was committed without what it made");
  return { resourceId: earlier.resourceId };
}

/** Notes what the first call made, for those that repeat it. */
export async function recordCall(tx: Tx, call: Pick<Call, "userId" | "requestId">, resourceId: string): Promise<void> {
  await tx.idempotentCall.update({
    where: { userId_requestId: { userId: call.userId, requestId: call.requestId } },
    data: { resourceId },
    select: { userId: true },
  });
}
