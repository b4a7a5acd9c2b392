import "server-only";
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

/**
 * How many keys and connectors a group `g` has; deleted ones do not count. Keys are counted by the name they copy from their
 * group (docs/decisions/012): there is an index of it that holds just the keys that are not deleted.
 */
export const KEY_COUNT = Prisma.sql`
  (SELECT count(*)::int FROM provisioning_keys k WHERE k.group_name_key = g.name_key AND k.deleted_at IS NULL)`;
export const CONNECTOR_COUNT = Prisma.sql`
  (SELECT count(*)::int FROM connectors c WHERE c.group_id = g.id AND c.deleted_at IS NULL)`;

/** What `toGroupRow` reads of a group `g`. */
export const SELECTED_GROUP = Prisma.sql`
  g.id, g.name, g.enabled, g.description, g.location, g.latitude, g.longitude, g.country_code::text AS "countryCode",
  g.dns_resolution::text AS "dnsResolution", g.tcp_quick_ack AS "tcpQuickAck", g.disaster_recovery AS "disasterRecovery",
  g.allow_list AS "allowList", g.version_profile::text AS "versionProfile", g.update_day::int AS "updateDay",
  g.update_minute::int AS "updateMinute", g.version, g.created_at AS "createdAt", g.updated_at AS "updatedAt",
  g.updated_by_name AS "updatedByName", ${KEY_COUNT} AS keys, ${CONNECTOR_COUNT} AS connectors`;

export type RawGroup = Omit<GroupRow, "createdAt" | "updatedAt" | "nextUpdateAt"> & {
  createdAt: Date;
  updatedAt: Date;
};

/** In: a group as it is stored, and the time now. Out: the row of pages, field by field. */
export function toGroupRow(raw: RawGroup, now: Date): GroupRow {
  return {
    id: raw.id,
    version: raw.version,
    name: raw.name,
    enabled: raw.enabled,
    description: raw.description,
    location: raw.location,
    latitude: raw.latitude,
    longitude: raw.longitude,
    countryCode: raw.countryCode,
    dnsResolution: raw.dnsResolution,
    tcpQuickAck: raw.tcpQuickAck,
    disasterRecovery: raw.disasterRecovery,
    allowList: raw.allowList,
    versionProfile: raw.versionProfile,
    updateDay: raw.updateDay,
    updateMinute: raw.updateMinute,
    createdAt: raw.createdAt.toISOString(),
    updatedAt: raw.updatedAt.toISOString(),
    updatedByName: raw.updatedByName,
    connectors: raw.connectors,
    keys: raw.keys,
    nextUpdateAt: findNextUpdate(raw, now).toISOString(),
  };
}
