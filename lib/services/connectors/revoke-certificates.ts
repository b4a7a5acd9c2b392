import "server-only";
import type { Tx } from "@/lib/db";

/** RFC 5280 section 5.3.1: why certificates of a connector were revoked. */
export const REVOCATION_REASONS = { privilegeWithdrawn: 9, cessationOfOperation: 5 } as const;

/**
 * Revokes all certificates of a connector, in the caller's transaction, which must hold the lock on the connector's row and
 * have marked it: a renewal locks the row too, so no certificate is missed. The revocation lists are signed again when they
 * are next asked for. In: transaction, id, reason. Out: how many were revoked.
 */
export async function revokeCertificates(
  tx: Tx,
  connectorId: string,
  reason: keyof typeof REVOCATION_REASONS,
): Promise<number> {
  return await tx.$executeRaw`
    UPDATE connector_certificates SET revoked_at = clock_timestamp(), revocation_reason = ${REVOCATION_REASONS[reason]}
    WHERE connector_id = ${connectorId}::uuid AND revoked_at IS NULL`;
}
