import "server-only";
import type { Tx } from "@/lib/db";
import { Refusal } from "@/lib/enrollment/codes";
import { issueCertificate } from "@/lib/enrollment/issue-certificate";
import { loadIssuer } from "@/lib/enrollment/issuer";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { type LockedConnector, lockConnector, targetConnector } from "@/lib/services/connectors/lock-connector";
import { oneConnectorSchema } from "@/lib/services/connectors/schema";
import { verb } from "@/lib/services/verb";

/**
 * Approves a connector that waits: its certificate is issued now, for the public key it enrolled with and under the signing
 * certificate its key has now; the connector's next request gets it. The use was counted when it enrolled.
 * In: its id. Out: name and the certificate's serial number. Throws `not_found`, `conflict` when it does not wait any more or
 * no certificate can be issued, and what `verb` throws.
 */
export const approveConnector = verb({
  permission: "connector.write",
  effect: "write",
  input: oneConnectorSchema,
  run: async ({ input, actor, tx }) => {
    const connector = await lockConnector(tx, input.id);
    assertWaiting(connector);
    const certificate = await issueFor(tx, connector);
    await tx.connector.update({
      where: { id: connector.id },
      data: { state: "ACTIVE", version: { increment: 1 } },
      select: { id: true },
    });
    const { serial, notAfter } = certificate;
    await emitAudit(tx, actor, {
      action: "connector.approved",
      target: targetConnector(connector),
      after: { serial, notAfter: notAfter.toISOString() },
    });
    return { id: connector.id, name: connector.name, serial };
  },
});

/** In: a locked connector. Throws `conflict` unless it waits for approval. */
export function assertWaiting(connector: LockedConnector): void {
  if (connector.state === "PENDING" && connector.revokedAt === null) return;
  const what = connector.state === "ACTIVE" ? "approved" : "declined";
  const told = connector.revokedAt === null ? `was ${what} already` : "was revoked";
  throw new AppError("conflict", `${connector.name} ${told}. Nothing was changed.`);
}

async function issueFor(tx: Tx, connector: LockedConnector) {
  const { key, spki, spkiSha256 } = await tx.enrollment.findUniqueOrThrow({
    where: { connectorId: connector.id },
    select: { spki: true, spkiSha256: true, key: { select: { deletedAt: true, signingCertificateId: true } } },
  });
  if (key.deletedAt !== null) {
    throw new AppError(
      "conflict",
      `The key of ${connector.name} was deleted, so it could not fetch its certificate. Restore the key first.`,
    );
  }
  const [profile] = await tx.$queryRaw<
    { now: Date; tenantId: string; enrollmentHost: string | null; certificateLifetimeDays: number }[]
  >`
    SELECT now() AS "now", id AS "tenantId", enrollment_host AS "enrollmentHost",
           certificate_lifetime_days AS "certificateLifetimeDays" FROM tenants`;
  const issuer = await loadIssuer(key.signingCertificateId);
  if (!profile || !issuer || issuer.notAfter <= profile.now) throw refuseIssuer();
  try {
    const { issuerId, ...issued } = issueCertificate(profile, spki, issuer, connector.id);
    await tx.connectorCertificate.create({
      data: {
        ...issued,
        der: new Uint8Array(issued.der),
        fingerprintSha256: new Uint8Array(issued.fingerprintSha256),
        spkiSha256,
        connectorId: connector.id,
        signingCertificateId: issuerId,
      },
      select: { serial: true },
    });
    return issued;
  } catch (error) {
    if (error instanceof Refusal) throw refuseIssuer(error);
    throw error;
  }
}

function refuseIssuer(cause?: Refusal): AppError {
  const message = "The key's signing certificate cannot sign. Choose another one for the key, then approve again.";
  return new AppError("conflict", message, { cause });
}
