import "server-only";
import type { Tx } from "@/lib/db";
import { findNextUpdate } from "@/lib/services/connector-groups/next-update";
import type { CreateGroupInput } from "@/lib/services/connector-groups/schema";
import { Prisma } from "@/prisma/generated/client";

/** A group as pages show it. */
export type GroupRow = CreateGroupInput & {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  updatedByName: string | null;
  /** Connectors that are neither deleted nor refused, and keys that are not deleted. */
  connectors: number;
  keys: number;
  /** When the weekly software update comes next. */
  nextUpdateAt: string;
};

export const GROUP_FIELDS = {
  name: true,
  enabled: true,
  description: true,
  location: true,
  latitude: true,
  longitude: true,
  countryCode: true,
  dnsResolution: true,
  tcpQuickAck: true,
  disasterRecovery: true,
  allowList: true,
  versionProfile: true,
  updateDay: true,
  updateMinute: true,
} as const satisfies Record<keyof CreateGroupInput, true>;

export const GROUP_SELECT = {
  ...GROUP_FIELDS,
  id: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  updatedByName: true,
} as const;

type StoredGroup = Omit<GroupRow, "createdAt" | "updatedAt" | "connectors" | "keys" | "nextUpdateAt"> & {
  createdAt: Date;
  updatedAt: Date;
};

/** In: stored groups. Out: the same with their counts, read in one statement for all. */
export async function addCounts(tx: Tx, groups: readonly StoredGroup[]): Promise<GroupRow[]> {
  if (groups.length === 0) return [];
  const ids = Prisma.join(groups.map(({ id }) => Prisma.sql`${id}::uuid`));
  const counts = await tx.$queryRaw<{ id: string; connectors: number; keys: number }[]>`
    SELECT g.id,
      (SELECT count(*)::int FROM connectors c WHERE c.group_id = g.id AND c.deleted_at IS NULL) AS connectors,
      (SELECT count(*)::int FROM provisioning_keys k WHERE k.group_id = g.id AND k.deleted_at IS NULL) AS keys
    FROM connector_groups g WHERE g.id IN (${ids})`;
  const now = new Date();
  const countOf = new Map(counts.map((count) => [count.id, count]));
  return groups.map((group) => ({
    ...group,
    createdAt: group.createdAt.toISOString(),
    updatedAt: group.updatedAt.toISOString(),
    connectors: countOf.get(group.id)?.connectors ?? 0,
    keys: countOf.get(group.id)?.keys ?? 0,
    nextUpdateAt: findNextUpdate(group, now).toISOString(),
  }));
}
