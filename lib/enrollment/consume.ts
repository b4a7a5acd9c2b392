import "server-only";
import { pool } from "@/lib/db";

export type Use = {
  secretId: string;
  digest: Uint8Array;
  keyVersion: number;
  connectorId: string;
  state: "ACTIVE" | "PENDING";
  spki: Uint8Array;
  spkiSha256: Uint8Array;
  fingerprint: string | undefined;
  hostname: string | undefined;
  platform: string | undefined;
  version: string | undefined;
  ip: string;
  userAgent: string | undefined;
  requestId: string;
  /** null while the connector is pending: no certificate exists until an administrator approves. */
  certificate: {
    serial: string;
    issuerId: string;
    der: Uint8Array;
    fingerprintSha256: Uint8Array;
    notBefore: Date;
    notAfter: Date;
  } | null;
};

/*
 * One statement, so one transaction: count the use, and write connector, certificate, enrollment and audit rows, or
 * nothing at all. PostgreSQL waits for the key's row and judges the condition again on its newest version, so exactly
 * `maximum` uses are given away, over any number of processes. `version` makes an edit between judging and counting
 * start over instead of slipping through. A second use of the same public key breaks a unique constraint, which takes
 * the whole statement back, the use included (docs/decisions/007).
 */
const CONSUME = `
WITH consumed AS (
  UPDATE provisioning_keys k
     SET used = k.used + 1, last_used_at = clock_timestamp()
    FROM provisioning_key_secrets s
   WHERE s.id = $1 AND s.digest = $2 AND k.id = s.key_id
     AND (s.valid_until IS NULL OR s.valid_until > clock_timestamp())
     AND k.version = $3 AND k.deleted_at IS NULL AND k.enabled AND k.group_enabled
     AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())
     AND (k.maximum IS NULL OR k.used < k.maximum)
  RETURNING k.id, k.name, k.name_key, k.used, k.maximum, k.group_id
), connector AS (
  INSERT INTO connectors (id, name, name_key, state, group_id, key_id, fingerprint, hostname, platform, software_version, public_ip, certificate_not_after)
  SELECT $4, name || '-' || used, name_key || '-' || used, $5::text::"ConnectorState", group_id, id, $6, $7, $8, $9, $10, $17::timestamptz
    FROM consumed
  RETURNING id, name
), bound AS (
  INSERT INTO connector_public_keys (spki_sha256, connector_id) SELECT $11, id FROM connector
), certificate AS (
  INSERT INTO connector_certificates (serial, connector_id, signing_certificate_id, der, fingerprint_sha256, spki_sha256, not_before, not_after)
  SELECT $12, id, $13, $14, $15, $11, $16, $17 FROM connector WHERE $12::text IS NOT NULL
), enrolled AS (
  INSERT INTO enrollments (key_id, secret_id, connector_id, spki_sha256, spki, ordinal, ip)
  SELECT consumed.id, $1, connector.id, $11, $18, consumed.used, $10 FROM consumed, connector
), audited AS (
  INSERT INTO audit_events (actor_type, actor_id, actor_name, ip, user_agent, request_id, action, target_type, target_id, target_name, after)
  SELECT 'CONNECTOR'::"AuditActorType", connector.id, connector.name, $10, $19, $20, 'enrollment.accepted', 'provisioning_key', consumed.id, consumed.name,
         jsonb_build_object('connectorId', connector.id, 'connectorName', connector.name, 'state', lower($5::text), 'use', consumed.used,
                            'maximum', consumed.maximum, 'serial', $12::text)
    FROM consumed, connector
  UNION ALL
  SELECT 'CONNECTOR'::"AuditActorType", connector.id, connector.name, $10, $19, $20, 'key.limit_reached', 'provisioning_key', consumed.id, consumed.name,
         jsonb_build_object('used', consumed.used, 'maximum', consumed.maximum)
    FROM consumed, connector WHERE consumed.used = consumed.maximum
)
SELECT connector.name FROM connector`;

const DEADLOCK = "40P01";

/** The public key is enrolled already, with this key or another: the request must be judged again. */
export class PublicKeyTaken extends Error {
  override name = "PublicKeyTaken";
}

/**
 * Takes one use. In: the judged request and the signed certificate. Out: the connector's name, or undefined when no
 * use could be taken (exhausted, changed, gone, or being changed since it was judged): nothing was written then. Throws
 * PublicKeyTaken.
 */
export async function consume(use: Use): Promise<string | undefined> {
  const { certificate } = use;
  const values = [
    use.secretId,
    Buffer.from(use.digest),
    use.keyVersion,
    use.connectorId,
    use.state,
    use.fingerprint ?? null,
    use.hostname ?? null,
    use.platform ?? null,
    use.version ?? null,
    use.ip,
    Buffer.from(use.spkiSha256),
    certificate?.serial ?? null,
    certificate?.issuerId ?? null,
    certificate ? Buffer.from(certificate.der) : null,
    certificate ? Buffer.from(certificate.fingerprintSha256) : null,
    certificate?.notBefore ?? null,
    certificate?.notAfter ?? null,
    Buffer.from(use.spki),
    use.userAgent?.slice(0, 400) ?? null,
    use.requestId,
  ];
  try {
    const result = await pool.query<{ name: string }>({ name: "consume", text: CONSUME, values });
    return result.rows[0]?.name;
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    // An edit of the group held the group and waited for the key; this statement held the key and waited for the group.
    if (code === DEADLOCK) return undefined;
    if (code === "23505" && /^(enrollments|connector_public_keys)_/.test(constraint ?? "")) throw new PublicKeyTaken();
    throw error;
  }
}
