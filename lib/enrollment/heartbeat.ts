import "server-only";
import { createHash } from "node:crypto";
import { pool } from "@/lib/db";
import { Refusal } from "@/lib/enrollment/codes";
import type { Caller } from "@/lib/enrollment/enroll";
import { computeRenewAfter } from "@/lib/enrollment/issue-certificate";
import { judgeConnector, type Standing } from "@/lib/enrollment/judge-connector";
import type { RefusedTarget } from "@/lib/enrollment/record-refusal";
import type { HeartbeatRequest } from "@/lib/enrollment/schema";

export type HeartbeatAnswer = {
  connectorId: string;
  connectorName: string;
  state: "active";
  group: { id: string; name: string };
  serialNumber: string;
  notAfter: string;
  renewAfter: string;
  /** Seconds until the next heartbeat is expected. */
  heartbeatSeconds: number;
  /** Another process reports with the same certificate: its state directory was copied. */
  duplicate: boolean;
};

type Row = Standing & {
  connectorId: string;
  connectorName: string;
  groupId: string;
  serial: string;
  notBefore: Date;
  notAfter: Date;
  heartbeatSeconds: number;
  recorded: boolean;
  duplicate: boolean;
};

/*
 * One statement for each heartbeat: find the certificate by its hash, judge it by rows as they are now, and note the report.
 * Nothing is remembered between two heartbeats, so a revocation counts at once on every instance. The connector's row is
 * judged again on its newest version when it was just being changed. A copy of a running connector shows by its instance:
 * one that was heard, was followed by another, and is heard again.
 */
const HEARTBEAT = `
WITH found AS (
  SELECT c.id AS "connectorId", c.name AS "connectorName", c.state AS "connectorState", c.enabled AS "connectorEnabled",
         (c.revoked_at IS NOT NULL OR c.deleted_at IS NOT NULL) AS "connectorGone", c.fingerprint AS "connectorFingerprint",
         g.id AS "groupId", g.name AS "groupName", g.enabled AS "groupEnabled",
         x.serial, x.not_before AS "notBefore", x.not_after AS "notAfter",
         x.revoked_at IS NOT NULL AS "certificateRevoked", x.not_after <= now() AS "certificateExpired",
         t.heartbeat_interval_seconds AS "heartbeatSeconds"
    FROM connector_certificates x
    JOIN connectors c ON c.id = x.connector_id
    JOIN connector_groups g ON g.id = c.group_id
   CROSS JOIN tenants t
   WHERE x.fingerprint_sha256 = $1
), reported AS (
  UPDATE connectors c
     SET last_seen_at = clock_timestamp(), public_ip = $2,
         hostname = COALESCE($3, c.hostname), platform = COALESCE($4, c.platform),
         software_version = COALESCE($5, c.software_version), addresses = COALESCE($6::text[], c.addresses),
         private_ip = CASE WHEN $6::text[] IS NULL THEN c.private_ip ELSE ($6::text[])[1] END,
         uptime_seconds = COALESCE($7::bigint, c.uptime_seconds),
         instance_id = COALESCE($8::uuid, c.instance_id),
         last_instance_id = CASE WHEN $8::uuid IS DISTINCT FROM c.instance_id AND $8 IS NOT NULL THEN c.instance_id ELSE c.last_instance_id END,
         duplicate_seen_at = CASE WHEN $8::uuid = c.last_instance_id THEN clock_timestamp() ELSE c.duplicate_seen_at END
    FROM found f
   WHERE c.id = f."connectorId" AND NOT f."certificateRevoked" AND NOT f."certificateExpired" AND f."groupEnabled"
     AND c.state = 'ACTIVE' AND c.enabled AND c.revoked_at IS NULL AND c.deleted_at IS NULL
     AND (c.fingerprint IS NULL OR $9::text IS NULL OR c.fingerprint = $9)
  RETURNING c.id, c.name, COALESCE(c.duplicate_seen_at > now() - f."heartbeatSeconds" * interval '3 seconds', false) AS duplicate
), noted AS (
  INSERT INTO audit_events (actor_type, actor_id, actor_name, ip, user_agent, request_id, action, target_type, target_id, target_name, after, window_key)
  SELECT 'CONNECTOR'::"AuditActorType", id, name, $2, $10, $11, 'connector.duplicated', 'connector', id, name,
         jsonb_build_object('window', '1440 min'), 'connector.duplicated|' || id || '|' || floor(extract(epoch FROM now()) / 86400)
    FROM reported WHERE duplicate
  ON CONFLICT (window_key) DO NOTHING
)
SELECT f.*, r.id IS NOT NULL AS recorded, COALESCE(r.duplicate, false) AS duplicate FROM found f LEFT JOIN reported r ON true`;

/**
 * Notes that a connector is alive and what it says of itself. In: the client certificate of the TLS handshake (DER), the
 * parsed report, who sent it; `onTarget` hears which connector it is. Out: what it should know. Throws Refusal, or what
 * the database throws.
 */
export async function recordHeartbeat(
  certificate: Uint8Array,
  report: HeartbeatRequest,
  caller: Caller,
  onTarget: (target: RefusedTarget) => void,
): Promise<HeartbeatAnswer> {
  const values = [
    createHash("sha256").update(certificate).digest(),
    caller.ip,
    report.hostname ?? null,
    report.platform ?? null,
    report.version ?? null,
    report.addresses ?? null,
    report.uptimeSeconds ?? null,
    report.instanceId ?? null,
    report.fingerprint ?? null,
    caller.userAgent?.slice(0, 400) ?? null,
    caller.requestId,
  ];
  // Twice when an edit came in between: the first look saw the row as it was before.
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const { rows } = await pool.query<Row>({ name: "heartbeat", text: HEARTBEAT, values });
    const [row] = rows;
    if (row) onTarget({ type: "connector", id: row.connectorId, name: row.connectorName });
    const found = judgeConnector(row, report.fingerprint);
    if (found.recorded) return toAnswer(found);
  }
  throw new Refusal("unavailable", "The connector is being changed. Try again in a moment.", { retryAfter: 1 });
}

function toAnswer(row: Row): HeartbeatAnswer {
  return {
    connectorId: row.connectorId,
    connectorName: row.connectorName,
    state: "active",
    group: { id: row.groupId, name: row.groupName },
    serialNumber: row.serial,
    notAfter: row.notAfter.toISOString(),
    renewAfter: computeRenewAfter(row).toISOString(),
    heartbeatSeconds: row.heartbeatSeconds,
    duplicate: row.duplicate,
  };
}
