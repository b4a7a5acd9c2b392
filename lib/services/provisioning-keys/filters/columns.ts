import "server-only";
import { nameKey } from "@/lib/services/name/schema";
import { EXPIRING_DAYS, KEY_STATUSES, type KeyStatus } from "@/lib/services/provisioning-keys/schema";
import { nameHolds, textHolds } from "@/lib/services/provisioning-keys/search";
import type { ColumnMap } from "@/lib/services/table/where";
import { OPERATORS } from "@/lib/table/filters";
import { Prisma } from "@/prisma/generated/client";

const HEX = /^[0-9a-f]{1,16}$/;
const FINGERPRINT_LENGTH = 16;
const NEVER = Prisma.sql`'9999-12-31 00:00:00+00'::timestamptz`;
const SOON = Prisma.sql`now() + make_interval(days => ${EXPIRING_DAYS}::int)`;

// There are few groups: which of them fit is found first. Their names, not their ids: the index of names holds what other
// filters ask for as well.
const inGroups = (condition: Prisma.Sql) =>
  Prisma.sql`k.group_name_key = ANY(ARRAY(SELECT g.name_key FROM connector_groups g WHERE ${condition}))`;
const groupLike = (pattern: string) => inGroups(Prisma.sql`g.name_key LIKE ${pattern}`);

/** From the names of KEY_FILTERS to provisioning_keys k. */
export const KEY_FILTER_COLUMNS = {
  name: {
    type: "text",
    operators: OPERATORS.text,
    column: Prisma.sql`k.name_key`,
    fold: nameKey,
    inText: nameHolds,
  },
  group: {
    type: "text",
    operators: [...OPERATORS.choice, ...OPERATORS.text],
    column: Prisma.sql`k.group_name_key`,
    fold: nameKey,
    seekContains: groupLike,
    seekStarts: groupLike,
    inText: (pattern) => textHolds(pattern, "group"),
    named: {
      column: Prisma.sql`k.group_id`,
      cast: "uuid",
      seek: (ids) => inGroups(Prisma.sql`g.id = ANY(${[...ids]}::uuid[])`),
    },
  },
  status: { type: "choice", operators: OPERATORS.choice, toSql: hasStatus, all: KEY_STATUSES },
  maximum: { type: "number", operators: OPERATORS.number, column: Prisma.sql`k.maximum` },
  limit: {
    type: "choice",
    operators: ["any"],
    toSql: either("limited", Prisma.sql`k.maximum IS NOT NULL`, "unlimited", Prisma.sql`k.maximum IS NULL`),
    all: ["limited", "unlimited"],
  },
  used: { type: "number", operators: OPERATORS.number, column: Prisma.sql`k.used` },
  utilization: { type: "number", operators: OPERATORS.number, column: Prisma.sql`k.utilization` },
  expires: {
    type: "date",
    operators: OPERATORS.date,
    column: Prisma.sql`k.expiry_order`,
    never: Prisma.sql`k.expiry_order = ${NEVER}`,
    end: NEVER,
  },
  lastUsed: {
    type: "date",
    operators: ["before", "after", "last", "never"],
    column: Prisma.sql`k.last_used_at`,
    never: Prisma.sql`k.last_used_at IS NULL`,
  },
  created: { type: "date", operators: ["before", "after", "last"], column: Prisma.sql`k.created_at` },
  createdBy: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`k.created_by_name`, cast: "text" },
  certificate: {
    type: "choice",
    operators: OPERATORS.choice,
    column: Prisma.sql`k.signing_certificate_id`,
    cast: "uuid",
  },
  fingerprint: {
    type: "text",
    operators: OPERATORS.text,
    column: Prisma.sql`k.fingerprints`,
    fold: (text) => text.toLowerCase(),
    inText: (pattern) => textHolds(pattern, "fingerprints"),
    seekStarts: (pattern) => hasFingerprint(pattern.slice(0, -1)),
    seekEquals: (text) => (text.length === FINGERPRINT_LENGTH ? hasFingerprint(text) : Prisma.sql`false`),
  },
  managed: {
    type: "choice",
    operators: ["any"],
    toSql: either("yes", Prisma.sql`k.managed_by IS NOT NULL`, "no", Prisma.sql`k.managed_by IS NULL`),
    all: ["yes", "no"],
  },
} as const satisfies ColumnMap;

/**
 * The condition of statuses: the standing is stored, the clock decides the rest. It says the same as `computeStatus`.
 * In: statuses. Out: whether a key k has one of them.
 */
function hasStatus(statuses: readonly string[]): Prisma.Sql {
  const wanted = KEY_STATUSES.filter((status) => statuses.includes(status));
  if (wanted.length === 0) return Prisma.sql`false`;
  if (wanted.length === KEY_STATUSES.length) return Prisma.sql`true`;
  return Prisma.sql`(${Prisma.join(
    wanted.map((status) => STATUS_CONDITIONS[status]),
    " OR ",
  )})`;
}

const STATUS_CONDITIONS: Record<KeyStatus, Prisma.Sql> = {
  disabled: Prisma.sql`k.standing = 'disabled'`,
  expired: Prisma.sql`(k.expiry_order <= now() AND k.standing IN ('exhausted', 'usable'))`,
  exhausted: Prisma.sql`(k.standing = 'exhausted' AND k.expiry_order > now())`,
  expiring: Prisma.sql`(k.standing = 'usable' AND k.expiry_order > now() AND k.expiry_order <= ${SOON})`,
  active: Prisma.sql`(k.standing = 'usable' AND k.expiry_order > ${SOON})`,
};

function either(first: string, isFirst: Prisma.Sql, second: string, isSecond: Prisma.Sql) {
  return (chosen: readonly string[]) => {
    const conditions = [...(chosen.includes(first) ? [isFirst] : []), ...(chosen.includes(second) ? [isSecond] : [])];
    if (conditions.length === 2) return Prisma.sql`true`;
    return conditions[0] ?? Prisma.sql`false`;
  };
}

/** In: the beginning of a fingerprint. Out: the keys with a secret in force that has it, by the index of fingerprints. */
function hasFingerprint(start: string): Prisma.Sql {
  const text = start.replaceAll("\\", "");
  if (!HEX.test(text)) return Prisma.sql`false`;
  return Prisma.sql`k.id IN (
    SELECT s.key_id FROM provisioning_key_secrets s
    WHERE s.fingerprint BETWEEN ${text.padEnd(16, "0")}::char(16) AND ${text.padEnd(16, "f")}::char(16)
      AND (s.valid_until IS NULL OR s.valid_until > now()))`;
}
