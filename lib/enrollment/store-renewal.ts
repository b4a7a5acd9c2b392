import "server-only";
import { pool } from "@/lib/db";
import type { Caller } from "@/lib/enrollment/enroll";
import type { IssuedCertificate } from "@/lib/enrollment/issue-certificate";
import { uniqueViolation } from "@/lib/services/database-error";

export type Renewal = Caller & {
  connectorId: string;
  /** The count that was judged: another one means that somebody else was faster. */
  renewals: number;
  /** Serial number of the certificate that was presented. */
  renewedSerial: string;
  spkiSha256: Buffer;
  certificate: IssuedCertificate;
};

/*
 * One statement, so one transaction, as in consume.ts: the connector's row is locked and judged again on its newest version,
 * then certificate and audit row are written, or nothing. A revocation locks the row first too (lib/services/connectors), so
 * no certificate can appear behind its back. A fresh public key is bound to the connector for good.
 */
const STORE = `
WITH renewed AS (
  UPDATE connectors
     SET renewals = renewals + 1, last_seen_at = clock_timestamp(), public_ip = $3,
         certificate_not_after = GREATEST(certificate_not_after, $10::timestamptz)
   WHERE id = $1 AND renewals = $2 AND state = 'ACTIVE' AND enabled AND revoked_at IS NULL AND deleted_at IS NULL
  RETURNING id, name
), bound AS (
  INSERT INTO connector_public_keys (spki_sha256, connector_id)
  SELECT $4, id FROM renewed WHERE NOT EXISTS (SELECT FROM connector_public_keys WHERE spki_sha256 = $4 AND connector_id = $1)
), certificate AS (
  INSERT INTO connector_certificates (serial, connector_id, signing_certificate_id, der, fingerprint_sha256, spki_sha256, not_before, not_after, created_at)
  SELECT $5, id, $6, $7, $8, $4, $9, $10, clock_timestamp() FROM renewed
), audited AS (
  INSERT INTO audit_events (actor_type, actor_id, actor_name, ip, user_agent, request_id, action, target_type, target_id, target_name, before, after)
  SELECT 'CONNECTOR'::"AuditActorType", id, name, $3, $11, $12, 'connector.renewed', 'connector', id, name,
         jsonb_build_object('serial', $13::text),
         jsonb_build_object('serial', $5::text, 'notAfter', to_char($10::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
    FROM renewed
)
SELECT id FROM renewed`;

/**
 * Stores a renewed certificate. Out: whether it was stored; if not, nothing was written and the request must be judged again.
 * Throws what the database throws.
 */
export async function storeRenewal(renewal: Renewal): Promise<boolean> {
  const { certificate } = renewal;
  const values = [
    renewal.connectorId,
    renewal.renewals,
    renewal.ip,
    renewal.spkiSha256,
    certificate.serial,
    certificate.issuerId,
    certificate.der,
    certificate.fingerprintSha256,
    certificate.notBefore,
    certificate.notAfter,
    renewal.userAgent?.slice(0, 400) ?? null,
    renewal.requestId,
    renewal.renewedSerial,
  ];
  try {
    const { rowCount } = await pool.query({ name: "store-renewal", text: STORE, values });
    return rowCount === 1;
  } catch (error) {
    // Another connector was given this public key at the same moment.
    if (uniqueViolation(error)?.startsWith("connector_public_keys_")) return false;
    throw error;
  }
}
