import "server-only";
import { CONNECTOR_STATUSES, type ConnectorStatus, MISSED_HEARTBEATS } from "@/lib/services/connectors/schema";
import { Prisma } from "@/prisma/generated/client";

// Short lists and one number: PostgreSQL reads each once for a statement, whatever the number of connectors.
const GROUP_DISABLED = Prisma.sql`c.group_id IN (SELECT g0.id FROM connector_groups g0 WHERE NOT g0.enabled)`;
const SILENCE = Prisma.sql`(SELECT t0.heartbeat_interval_seconds FROM tenants t0) * make_interval(secs => ${MISSED_HEARTBEATS}::int)`;

/** The status of a connector `c`, as `computeConnectorStatus` has it: first match wins. */
export const STATUS_SQL = Prisma.sql`CASE
  WHEN c.revoked_at IS NOT NULL THEN 'revoked'
  WHEN c.state = 'REFUSED' THEN 'refused'
  WHEN c.state = 'PENDING' THEN 'pending'
  WHEN c.certificate_not_after IS NULL OR c.certificate_not_after <= now() THEN 'certificate_expired'
  WHEN NOT c.enabled OR ${GROUP_DISABLED} THEN 'disabled'
  WHEN c.last_seen_at IS NULL THEN 'waiting'
  WHEN c.last_seen_at >= now() - ${SILENCE} THEN 'connected'
  ELSE 'disconnected' END`;

const IN_FORCE = Prisma.sql`c.revoked_at IS NULL AND c.state = 'ACTIVE' AND c.certificate_not_after > now()`;
const ON = Prisma.sql`${IN_FORCE} AND c.enabled AND NOT (${GROUP_DISABLED})`;

/** The same for one status each, in conditions that exclude each other and that an index may answer. */
const CONDITIONS: Record<ConnectorStatus, Prisma.Sql> = {
  revoked: Prisma.sql`c.revoked_at IS NOT NULL`,
  refused: Prisma.sql`c.state = 'REFUSED' AND c.revoked_at IS NULL`,
  pending: Prisma.sql`c.state = 'PENDING' AND c.revoked_at IS NULL`,
  certificate_expired: Prisma.sql`c.revoked_at IS NULL AND c.state = 'ACTIVE'
    AND (c.certificate_not_after IS NULL OR c.certificate_not_after <= now())`,
  disabled: Prisma.sql`${IN_FORCE} AND (NOT c.enabled OR ${GROUP_DISABLED})`,
  waiting: Prisma.sql`${ON} AND c.last_seen_at IS NULL`,
  connected: Prisma.sql`${ON} AND c.last_seen_at >= now() - ${SILENCE}`,
  disconnected: Prisma.sql`${ON} AND c.last_seen_at < now() - ${SILENCE}`,
};

/** Whether a connector `c` has one of these statuses. In: names of statuses; others match nothing. */
export function hasStatus(chosen: readonly string[]): Prisma.Sql {
  const conditions = CONNECTOR_STATUSES.filter((status) => chosen.includes(status)).map(
    (status) => Prisma.sql`(${CONDITIONS[status]})`,
  );
  return conditions.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(conditions, " OR ")})`;
}

/**
 * Whether a connector `c` could report and does not: it has a certificate, which may have expired meanwhile, and it has reported
 * before. One that never reported is none: standard EST clients do not report.
 * In: whether disabled ones, which are refused when they report, count too.
 */
export function canBeDisconnected({ withDisabled }: { withDisabled: boolean }): Prisma.Sql {
  const standing = Prisma.sql`c.deleted_at IS NULL AND c.revoked_at IS NULL AND c.state = 'ACTIVE' AND c.last_seen_at IS NOT NULL`;
  return withDisabled ? standing : Prisma.sql`${standing} AND c.enabled AND NOT (${GROUP_DISABLED})`;
}

/** For how many whole days a connector `c` has been disconnected; null for one that is not. */
export const DISCONNECTED_DAYS = Prisma.sql`CASE
  WHEN ${canBeDisconnected({ withDisabled: false })} AND c.last_seen_at < now() - ${SILENCE}
  THEN floor(extract(epoch FROM now() - c.last_seen_at) / 86400)::int END`;
