import "server-only";
import { CONNECTOR_DETAILS, SELECTED_CONNECTOR } from "@/lib/services/connectors/connector-row";
import type { ConnectorSortColumn } from "@/lib/services/connectors/list/schema";
import { CONNECTOR_STATUSES } from "@/lib/services/connectors/schema";
import { DISCONNECTED_DAYS, hasStatus, STATUS_SQL } from "@/lib/services/connectors/status-sql";
import { nameKey } from "@/lib/services/name/schema";
import type { ListSource } from "@/lib/services/table/select-list";
import { escapeLike } from "@/lib/services/table/where";
import { OPERATORS } from "@/lib/table/filters";
import { Prisma } from "@/prisma/generated/client";

/** As one of the indexes has it. */
const ADDRESSES = Prisma.sql`(COALESCE(c.public_ip, '') || ' ' || COALESCE(c.private_ip, ''))`;

const SWITCHED: Record<string, Prisma.Sql> = { yes: Prisma.sql`c.enabled`, no: Prisma.sql`NOT c.enabled` };

/** Whether a connector `c` is switched as chosen. In: names of choices; others match nothing. */
function isSwitched(chosen: readonly string[]): Prisma.Sql {
  const conditions = chosen.flatMap((name) => (Object.hasOwn(SWITCHED, name) ? [SWITCHED[name] ?? Prisma.empty] : []));
  return conditions.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(conditions, " OR ")})`;
}

const fold = (text: string) => text.toLowerCase();

/** How the connectors are read for a list, a count and an export. */
export const CONNECTORS_SOURCE: ListSource<ConnectorSortColumn> = {
  from: Prisma.sql`connectors c`,
  isLarge: true,
  details: CONNECTOR_DETAILS,
  always: Prisma.sql`c.deleted_at IS NULL`,
  id: Prisma.sql`c.id`,
  select: SELECTED_CONNECTOR,
  filters: {
    name: { type: "text", operators: OPERATORS.text, column: Prisma.sql`c.name_key`, fold: nameKey },
    group: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`c.group_id`, cast: "uuid" },
    key: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`c.key_id`, cast: "uuid" },
    status: { type: "choice", operators: OPERATORS.choice, toSql: hasStatus, all: CONNECTOR_STATUSES },
    enabled: { type: "choice", operators: OPERATORS.choice, toSql: isSwitched, all: Object.keys(SWITCHED) },
    version: { type: "text", operators: OPERATORS.text, column: Prisma.sql`lower(c.software_version)`, fold },
    lastSeen: {
      type: "date",
      operators: OPERATORS.date,
      column: Prisma.sql`c.last_seen_at`,
      never: Prisma.sql`c.last_seen_at IS NULL`,
    },
    disconnected: { type: "number", operators: OPERATORS.number, column: Prisma.sql`(${DISCONNECTED_DAYS})` },
    certificate: {
      type: "date",
      operators: OPERATORS.date,
      column: Prisma.sql`c.certificate_not_after`,
      never: Prisma.sql`c.certificate_not_after IS NULL`,
    },
    platform: { type: "text", operators: OPERATORS.text, column: Prisma.sql`lower(c.platform)`, fold },
    address: {
      type: "text",
      operators: OPERATORS.text,
      column: ADDRESSES,
      fold,
    },
    enrolled: { type: "date", operators: OPERATORS.date, column: Prisma.sql`c.enrolled_at` },
  },
  orders: {
    name: { sql: Prisma.sql`c.name_key` },
    group: { sql: Prisma.sql`og.name_key`, join: Prisma.sql`JOIN connector_groups og ON og.id = c.group_id` },
    key: { sql: Prisma.sql`ok.name_key`, join: Prisma.sql`JOIN provisioning_keys ok ON ok.id = c.key_id` },
    status: { sql: STATUS_SQL },
    enabled: { sql: Prisma.sql`c.enabled` },
    version: { sql: Prisma.sql`c.software_version` },
    lastSeen: { sql: Prisma.sql`c.last_seen_at`, nulls: "first" },
    certificate: { sql: Prisma.sql`c.certificate_not_after` },
    platform: { sql: Prisma.sql`c.platform` },
    enrolled: { sql: Prisma.sql`c.enrolled_at` },
  },
  search: (_pattern, q) => {
    const pattern = `%${escapeLike(nameKey(q))}%`;
    return Prisma.sql`(c.name_key LIKE ${pattern} OR lower(c.hostname) LIKE ${pattern} OR ${ADDRESSES} LIKE ${pattern})`;
  },
};
