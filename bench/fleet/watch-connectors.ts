import { BENCH_ACTOR, type FleetWorld } from "@/bench/fleet/fleet-world";
import { prisma } from "@/lib/db";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import { listConnectors } from "@/lib/services/connectors/list";
import { MISSED_HEARTBEATS } from "@/lib/services/connectors/schema";

/** How the connectors that stand were seen during a run. */
export type SilenceReport = {
  samples: number;
  /** Longest time, in seconds, in which one of them was not heard. */
  longest: number;
  /** Of them, how many were disconnected at least once. */
  everDisconnected: number;
};

/** Samples how long the connectors that stand have not been heard. */
export function watchSilence() {
  const report: SilenceReport = { samples: 0, longest: 0, everDisconnected: 0 };
  const disconnected = new Set<string>();
  return {
    report,
    async sample(): Promise<void> {
      const rows = await prisma.$queryRaw<{ id: string; silence: number; limit: number }[]>`
        SELECT c.id, extract(epoch FROM clock_timestamp() - c.last_seen_at)::float8 AS silence,
          t.heartbeat_interval_seconds * ${MISSED_HEARTBEATS}::int AS limit
        FROM connectors c CROSS JOIN tenants t
        WHERE c.revoked_at IS NULL AND c.deleted_at IS NULL AND c.last_seen_at IS NOT NULL`;
      report.samples += 1;
      for (const { id, silence, limit } of rows) {
        report.longest = Math.max(report.longest, silence);
        if (silence > limit) disconnected.add(id);
      }
      report.everDisconnected = disconnected.size;
    },
  };
}

/** Every row of the page App Connectors, page by page. */
export async function listAll(): Promise<ConnectorRow[]> {
  const rows: ConnectorRow[] = [];
  for (let page = 1; ; page += 1) {
    const read = await listConnectors(BENCH_ACTOR, { page, perPage: 100, sort: "enrolled" });
    rows.push(...read.rows);
    if (read.rows.length < 100) return rows;
  }
}

/** What the tables that should agree hold of a run. */
export async function countEnrolled({ keys }: FleetWorld) {
  const keyId = { in: keys.map(({ id }) => id) };
  const [used, enrollments, connectors, accepted, duplicated, renewals] = await Promise.all([
    prisma.provisioningKey.aggregate({ where: { id: keyId }, _sum: { used: true } }),
    prisma.enrollment.count({ where: { keyId } }),
    prisma.connector.count({ where: { keyId } }),
    prisma.auditEvent.count({ where: { action: "enrollment.accepted" } }),
    prisma.auditEvent.count({ where: { action: "connector.duplicated" } }),
    prisma.auditEvent.count({ where: { action: "connector.renewed" } }),
  ]);
  return { used: used._sum.used ?? 0, enrollments, connectors, accepted, duplicated, renewals };
}
