import "server-only";
import { pool } from "@/lib/db";

/** Everything that decides about a request with a known secret, read in one statement. Times are the database's. */
export type FoundKey = {
  now: Date;
  tenantId: string;
  certificateLifetimeDays: number;
  enrollmentHost: string | null;
  secretId: string;
  secretHost: string;
  secretReplaced: boolean;
  keyId: string;
  keyName: string;
  keyVersion: number;
  maximum: number | null;
  used: number;
  keyEnabled: boolean;
  keyExpired: boolean;
  keyAllowList: string[];
  groupId: string;
  groupName: string;
  groupEnabled: boolean;
  groupAllowList: string[];
  signingCertificateId: string;
  /** Id of the connector this public key is bound to, whatever key enrolled it. */
  publicKeyConnectorId: string | null;
  /** The enrollment of this public key with this key, if there is one. */
  connectorId: string | null;
  connectorName: string | null;
  connectorState: "PENDING" | "ACTIVE" | "REFUSED" | null;
  connectorEnabled: boolean | null;
  connectorGone: boolean | null;
  connectorFingerprint: string | null;
  certificateDer: Buffer | null;
  certificateSerial: string | null;
  certificateIssuerId: string | null;
  certificateOver: boolean | null;
};

const FIND = `
SELECT now() AS "now", t.id AS "tenantId", t.certificate_lifetime_days AS "certificateLifetimeDays",
       t.enrollment_host AS "enrollmentHost",
       s.id AS "secretId", s.host AS "secretHost",
       COALESCE(s.valid_until <= now(), false) AS "secretReplaced",
       k.id AS "keyId", k.name AS "keyName", k.version AS "keyVersion", k.maximum, k.used, k.enabled AS "keyEnabled",
       COALESCE(k.expires_at <= now(), false) AS "keyExpired", k.allow_list AS "keyAllowList",
       k.group_id AS "groupId", k.group_name AS "groupName", k.group_enabled AS "groupEnabled",
       g.allow_list AS "groupAllowList", k.signing_certificate_id AS "signingCertificateId",
       p.connector_id AS "publicKeyConnectorId",
       c.id AS "connectorId", c.name AS "connectorName", c.state AS "connectorState", c.enabled AS "connectorEnabled",
       (c.revoked_at IS NOT NULL OR c.deleted_at IS NOT NULL) AS "connectorGone", c.fingerprint AS "connectorFingerprint",
       x.der AS "certificateDer", x.serial AS "certificateSerial", x.signing_certificate_id AS "certificateIssuerId",
       (x.revoked_at IS NOT NULL OR x.not_after <= now()) AS "certificateOver"
  FROM provisioning_key_secrets s
  JOIN provisioning_keys k ON k.id = s.key_id AND k.deleted_at IS NULL
  JOIN connector_groups g ON g.id = k.group_id
 CROSS JOIN tenants t
  LEFT JOIN connector_public_keys p ON p.spki_sha256 = $2
  LEFT JOIN enrollments e ON e.key_id = k.id AND e.spki_sha256 = $2
  LEFT JOIN connectors c ON c.id = e.connector_id
  LEFT JOIN LATERAL (SELECT * FROM connector_certificates
                      WHERE connector_id = c.id AND spki_sha256 = $2 ORDER BY created_at LIMIT 1) x ON true
 WHERE s.digest = $1`;

/**
 * In: digest of the presented secret and SHA-256 of the presented public key. Out: the key's row with all that judges
 * it, or undefined when no key that stands has this secret: never made and deleted look the same.
 */
export async function findKey(digest: Uint8Array, spkiSha256: Uint8Array): Promise<FoundKey | undefined> {
  const result = await pool.query<FoundKey>({
    name: "find-key",
    text: FIND,
    values: [Buffer.from(digest), Buffer.from(spkiSha256)],
  });
  return result.rows[0];
}
