import "server-only";
import { CONNECTOR_COUNT, KEY_COUNT, SELECTED_GROUP } from "@/lib/services/connector-groups/group-row";
import type { GroupSortColumn } from "@/lib/services/connector-groups/list/schema";
import { nameKey } from "@/lib/services/name/schema";
import type { ListSource } from "@/lib/services/table/select-list";
import { escapeLike } from "@/lib/services/table/where";
import { OPERATORS } from "@/lib/table/filters";
import { Prisma } from "@/prisma/generated/client";

const WEEK_MINUTES = 7 * 24 * 60;

// Minutes from now to the next weekly update; one that falls on this minute counts as just begun.
const UNTIL_UPDATE = Prisma.sql`(
  (g.update_day * 1440 + g.update_minute
    - (extract(dow FROM now() AT TIME ZONE 'UTC') * 1440 + extract(hour FROM now() AT TIME ZONE 'UTC') * 60
      + extract(minute FROM now() AT TIME ZONE 'UTC'))::int
    + ${WEEK_MINUTES}::int - 1) % ${WEEK_MINUTES}::int)`;

/** How the groups are read for a list, a count and an export. */
export const GROUPS_SOURCE: ListSource<GroupSortColumn> = {
  from: Prisma.sql`connector_groups g`,
  id: Prisma.sql`g.id`,
  select: SELECTED_GROUP,
  filters: {
    name: { type: "text", operators: OPERATORS.text, column: Prisma.sql`g.name_key`, fold: nameKey },
    status: {
      type: "choice",
      operators: OPERATORS.choice,
      column: Prisma.sql`CASE WHEN g.enabled THEN 'active' ELSE 'disabled' END`,
      cast: "text",
    },
    connectors: { type: "number", operators: OPERATORS.number, column: CONNECTOR_COUNT },
    keys: { type: "number", operators: OPERATORS.number, column: KEY_COUNT },
    location: { type: "text", operators: OPERATORS.text, column: Prisma.sql`lower(g.location)`, fold: nameKey },
    country: {
      type: "choice",
      operators: OPERATORS.choice,
      column: Prisma.sql`COALESCE(g.country_code::text, '')`,
      cast: "text",
    },
    version: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`g.version_profile::text`, cast: "text" },
    updateDay: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`g.update_day::text`, cast: "text" },
    dns: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`g.dns_resolution::text`, cast: "text" },
    allowList: {
      type: "choice",
      operators: OPERATORS.choice,
      column: Prisma.sql`CASE WHEN cardinality(g.allow_list) = 0 THEN 'every' ELSE 'restricted' END`,
      cast: "text",
    },
    created: { type: "date", operators: OPERATORS.date, column: Prisma.sql`g.created_at` },
    changed: { type: "date", operators: OPERATORS.date, column: Prisma.sql`g.updated_at` },
  },
  orders: {
    name: { sql: Prisma.sql`g.name_key` },
    connectors: { sql: CONNECTOR_COUNT },
    keys: { sql: KEY_COUNT },
    status: { sql: Prisma.sql`g.enabled` },
    // Groups without a place stand behind those that have one, in either direction the other way round.
    location: { sql: Prisma.sql`NULLIF(lower(g.location), '')` },
    version: { sql: Prisma.sql`g.version_profile` },
    nextUpdate: { sql: UNTIL_UPDATE },
    dns: { sql: Prisma.sql`g.dns_resolution` },
    created: { sql: Prisma.sql`g.created_at` },
    changed: { sql: Prisma.sql`g.updated_at` },
  },
  search: (_pattern, q) => {
    const pattern = `%${escapeLike(nameKey(q))}%`;
    return Prisma.sql`(g.name_key LIKE ${pattern} OR lower(g.location) LIKE ${pattern}
      OR lower(g.description) LIKE ${pattern})`;
  },
};
