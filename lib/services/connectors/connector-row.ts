import "server-only";
import { type ConnectorStatus, MISSED_HEARTBEATS } from "@/lib/services/connectors/schema";
import {
  type ConnectorDisabledBy,
  type ConnectorFacts,
  computeConnectorStatus,
} from "@/lib/services/connectors/status";
import { Prisma } from "@/prisma/generated/client";

/** A connector as pages show it. */
export type ConnectorRow = {
  id: string;
  version: number;
  name: string;
  description: string;
  enabled: boolean;
  status: ConnectorStatus;
  disabledBy: ConnectorDisabledBy;
  groupId: string;
  groupName: string;
  /** Where the group is. */
  location: string;
  keyId: string;
  keyName: string;
  isKeyDeleted: boolean;
  softwareVersion: string | null;
  lastSeenAt: string | null;
  /** Of its newest certificate; null while it has none. */
  certificateNotAfter: string | null;
  certificateSerial: string | null;
  certificateIssuer: string | null;
  fingerprint: string | null;
  hostname: string | null;
  platform: string | null;
  publicIp: string | null;
  addresses: string[];
  uptimeSeconds: number | null;
  enrolledAt: string;
  revokedAt: string | null;
  /** Whether two processes report with one certificate now. */
  runsTwice: boolean;
};

export type RawConnector = Omit<
  ConnectorRow,
  "status" | "disabledBy" | "lastSeenAt" | "certificateNotAfter" | "enrolledAt" | "revokedAt" | "runsTwice"
> &
  ConnectorFacts & { enrolledAt: Date; duplicateSeenAt: Date | null };

/** What SELECTED_CONNECTOR needs beside a connector `c`. */
export const CONNECTOR_DETAILS = Prisma.sql`
  JOIN connector_groups g ON g.id = c.group_id
  JOIN provisioning_keys k ON k.id = c.key_id
  CROSS JOIN tenants t
  LEFT JOIN LATERAL (
    SELECT x.serial, s.name AS issuer FROM connector_certificates x
    JOIN signing_certificates s ON s.id = x.signing_certificate_id
    WHERE x.connector_id = c.id ORDER BY x.not_after DESC, x.created_at DESC LIMIT 1
  ) newest ON true`;

/** What `toConnectorRow` reads of a connector `c`. */
export const SELECTED_CONNECTOR = Prisma.sql`
  c.id, c.version, c.name, c.description, c.enabled, c.state::text AS state, c.group_id AS "groupId", g.name AS "groupName",
  g.enabled AS "groupEnabled", g.location, c.key_id AS "keyId", k.name AS "keyName", k.deleted_at IS NOT NULL AS "isKeyDeleted",
  c.software_version AS "softwareVersion", c.last_seen_at AS "lastSeenAt", c.certificate_not_after AS "certificateNotAfter",
  newest.serial AS "certificateSerial", newest.issuer AS "certificateIssuer", c.fingerprint, c.hostname, c.platform,
  c.public_ip AS "publicIp", COALESCE(c.addresses, '{}') AS addresses, c.uptime_seconds::float8 AS "uptimeSeconds",
  c.enrolled_at AS "enrolledAt", c.revoked_at AS "revokedAt", c.duplicate_seen_at AS "duplicateSeenAt",
  t.heartbeat_interval_seconds AS "heartbeatIntervalSeconds", now() AS now`;

/** In: a connector as it is stored. Out: the row of pages, field by field, with its status at this moment. */
export function toConnectorRow(raw: RawConnector): ConnectorRow {
  const { status, disabledBy } = computeConnectorStatus(raw);
  const silence = raw.heartbeatIntervalSeconds * MISSED_HEARTBEATS * 1_000;
  return {
    id: raw.id,
    version: raw.version,
    name: raw.name,
    description: raw.description,
    enabled: raw.enabled,
    status,
    disabledBy,
    groupId: raw.groupId,
    groupName: raw.groupName,
    location: raw.location,
    keyId: raw.keyId,
    keyName: raw.keyName,
    isKeyDeleted: raw.isKeyDeleted,
    softwareVersion: raw.softwareVersion,
    lastSeenAt: raw.lastSeenAt?.toISOString() ?? null,
    certificateNotAfter: raw.certificateNotAfter?.toISOString() ?? null,
    certificateSerial: raw.certificateSerial,
    certificateIssuer: raw.certificateIssuer,
    fingerprint: raw.fingerprint,
    hostname: raw.hostname,
    platform: raw.platform,
    publicIp: raw.publicIp,
    addresses: raw.addresses,
    uptimeSeconds: raw.uptimeSeconds,
    enrolledAt: raw.enrolledAt.toISOString(),
    revokedAt: raw.revokedAt?.toISOString() ?? null,
    runsTwice: raw.duplicateSeenAt !== null && raw.now.getTime() - raw.duplicateSeenAt.getTime() <= silence,
  };
}
