import "server-only";
import { ACTION_WORDS, ACTOR_WORDS, TARGET_WORDS } from "@/lib/services/audit-log/audit-filters";
import { joinWords } from "@/lib/services/table/join-words";
import {
  buildConditions,
  CONTAINS_FROM,
  type ColumnMap,
  type Condition,
  escapeLike,
  joinConditions,
  type SqlColumn,
} from "@/lib/services/table/where";
import { type Filter, OPERATORS } from "@/lib/table/filters";
import { Prisma } from "@/prisma/generated/client";

/** What an event must meet, on audit_events e. */
export type AuditConditions = {
  all: readonly Condition[];
  /** In the form that the index of all filters answers. */
  seek: Prisma.Sql;
  /** The same, judged on the row at hand. */
  walk: Prisma.Sql;
  /** The part of it that the index of time answers. */
  time: Prisma.Sql;
  /** Whether nothing but the time is asked for. */
  isTimeOnly: boolean;
};

const lower = (text: string) => text.toLowerCase();

// The expressions of the index audit_events_found.
const TEXT = Prisma.sql`audit_text(e.actor_name, e.target_name, e.ip)`;
const TAGS = Prisma.sql`audit_tags(e.action, e.actor_type, e.actor_name, e.target_type, e.target_name, e.ip, e.request_id)`;

const hasTag = (column: string, values: readonly string[]) =>
  Prisma.sql`${TAGS} && ${values.map((value) => `${column}:${value}`)}::text[]`;

/** The index knows only that a text stands in one of three columns, or at the start of one: the column itself is asked as well. */
const inText = (column: Prisma.Sql, pattern: string, joined: string) =>
  Prisma.sql`(${TEXT} LIKE ${joinWords(joined)} AND ${column} LIKE ${pattern})`;

function textColumn(name: string, column: Prisma.Sql): SqlColumn {
  return {
    type: "text",
    operators: OPERATORS.text,
    column,
    fold: lower,
    seekContains: (pattern) => inText(column, pattern, pattern),
    seekStarts: (pattern) => inText(column, pattern, `%\n${pattern}`),
    seekEquals: (text) => hasTag(name, [text]),
  };
}

function choiceColumn(name: string, all: readonly string[], walk: (chosen: string[]) => Prisma.Sql): SqlColumn {
  return {
    type: "choice",
    operators: OPERATORS.choice,
    all,
    toSql: (chosen) => walk([...chosen]),
    seekChosen: (chosen) => hasTag(name, chosen),
  };
}

/** From the names of AUDIT_FILTERS to audit_events e. */
const COLUMNS: ColumnMap = {
  at: { type: "date", operators: ["before", "after", "last"], column: Prisma.sql`e.at` },
  action: choiceColumn("action", Object.keys(ACTION_WORDS), (chosen) => Prisma.sql`e.action = ANY(${chosen}::text[])`),
  actor: textColumn("actor", Prisma.sql`lower(e.actor_name)`),
  actorType: choiceColumn(
    "actorType",
    Object.keys(ACTOR_WORDS),
    (chosen) => Prisma.sql`e.actor_type = ANY(${chosen}::"AuditActorType"[])`,
  ),
  target: textColumn("target", Prisma.sql`lower(e.target_name)`),
  targetType: choiceColumn(
    "targetType",
    Object.keys(TARGET_WORDS),
    (chosen) => Prisma.sql`e.target_type = ANY(${chosen}::text[])`,
  ),
  targetId: {
    type: "choice",
    operators: ["any"],
    all: [],
    // With the types said, the index of types and ids serves.
    toSql: (chosen) =>
      Prisma.sql`(e.target_type = ANY(${Object.keys(TARGET_WORDS)}::text[]) AND e.target_id = ANY(${[...chosen]}::uuid[]))`,
  },
  address: { ...textColumn("address", Prisma.sql`e.ip`), operators: ["equals", "starts"] },
  request: {
    type: "text",
    operators: ["equals"],
    column: Prisma.sql`lower(e.request_id)`,
    fold: lower,
    seekEquals: (text) => hasTag("request", [text]),
  },
};

/** In: search text and filters. Out: what an event must meet. */
export function buildAuditConditions(q: string, filters: readonly Filter[]): AuditConditions {
  const times = buildConditions(
    filters.filter(({ column }) => column === "at"),
    COLUMNS,
  );
  const others = buildConditions(
    filters.filter(({ column }) => column !== "at"),
    COLUMNS,
  );
  const all = [...times, ...others, ...(q === "" ? [] : [searchCondition(lower(q))])];
  return {
    all,
    seek: joinConditions(all, "seek"),
    walk: joinConditions(all, "walk"),
    time: joinConditions(times, "walk"),
    isTimeOnly: all.length === times.length,
  };
}

/** Anywhere in actor, target or address; fewer than three characters only at their start. */
function searchCondition(text: string): Condition {
  const isLong = [...text].length >= CONTAINS_FROM;
  const pattern = isLong ? `%${escapeLike(text)}%` : `${escapeLike(text)}%`;
  const walk = Prisma.sql`(lower(e.target_name) LIKE ${pattern} OR lower(e.actor_name) LIKE ${pattern} OR e.ip LIKE ${pattern})`;
  // No text holds a line feed, and no small letter a capital: what the index is asked says just the same.
  return { walk, seek: Prisma.sql`${TEXT} LIKE ${joinWords(isLong ? pattern : `%\n${pattern}`)}` };
}
