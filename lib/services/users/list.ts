import "server-only";
import type { Role } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db";
import { nameKey } from "@/lib/services/name/schema";
import { IN_FORCE } from "@/lib/services/sessions/in-force";
import { countList, type ListSource, selectListPage, walkList } from "@/lib/services/table/select-list";
import { escapeLike } from "@/lib/services/table/where";
import { USERS_LIST, type UserSortColumn } from "@/lib/services/users/list/schema";
import type { USER_STATUSES } from "@/lib/services/users/user-filters";
import { verb } from "@/lib/services/verb";
import { OPERATORS } from "@/lib/table/filters";
import type { ListPage, ListQuery } from "@/lib/table/list";
import { Prisma } from "@/prisma/generated/client";

/** A user, or somebody who is invited and has no account yet. */
export type PersonRow = {
  kind: "user" | "invite";
  id: string;
  /** null until the invite is accepted. */
  name: string | null;
  email: string;
  role: Role;
  status: (typeof USER_STATUSES)[number];
  /** Sessions in force. */
  sessions: number;
  /** ISO 8601; null = never. */
  lastSeenAt: string | null;
  createdAt: string;
  /** Of an invite: who invited, and until when its link works. */
  invitedBy: string | null;
  expiresAt: string | null;
  /** 0 for an invite. */
  version: number;
};

type Row = Omit<PersonRow, "lastSeenAt" | "createdAt" | "expiresAt"> & {
  lastSeenAt: Date | null;
  createdAt: Date;
  expiresAt: Date | null;
};

// Users and open invites are one list: both are people who may sign in, now or soon.
const SOURCE: ListSource<UserSortColumn> = {
  from: Prisma.sql`(
    SELECT 'invite' AS kind, i.id, NULL AS name, i.email, i.email_key, i.role::text AS role,
           CASE WHEN i.expires_at > now() THEN 'invited' ELSE 'invite_expired' END AS status, 0 AS sessions,
           NULL::timestamptz AS last_seen, i.created_at, b.name AS invited_by, i.expires_at, 0 AS version
    FROM user_invites i JOIN users b ON b.id = i.invited_by_id WHERE i.used_at IS NULL
    UNION ALL
    SELECT 'user', u.id, u.name, u.email, u.email_key, u.role::text,
           CASE WHEN u.disabled_at IS NULL THEN 'active' ELSE 'disabled' END, s.count, s.last, u.created_at, NULL, NULL,
           u.version
    FROM users u CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE revoked_at IS NULL AND ${IN_FORCE}))::int AS count, max(last_seen_at) AS last
      FROM sessions WHERE user_id = u.id
    ) s
  ) p`,
  id: Prisma.sql`p.id`,
  select: Prisma.sql`p.kind, p.id, p.name, p.email, p.role, p.status, p.sessions, p.last_seen AS "lastSeenAt",
    p.created_at AS "createdAt", p.invited_by AS "invitedBy", p.expires_at AS "expiresAt", p.version`,
  filters: {
    name: { type: "text", operators: OPERATORS.text, column: Prisma.sql`lower(p.name)`, fold: nameKey },
    email: { type: "text", operators: OPERATORS.text, column: Prisma.sql`p.email_key`, fold: nameKey },
    role: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`p.role`, cast: "text" },
    status: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`p.status`, cast: "text" },
    sessions: { type: "number", operators: OPERATORS.number, column: Prisma.sql`p.sessions` },
    lastSeen: {
      type: "date",
      operators: OPERATORS.date,
      column: Prisma.sql`p.last_seen`,
      never: Prisma.sql`p.last_seen IS NULL`,
    },
  },
  orders: {
    // Somebody without a name yet stands first: an invite waits for somebody.
    name: { sql: Prisma.sql`lower(p.name)`, nulls: "first" },
    email: { sql: Prisma.sql`p.email_key` },
    role: { sql: Prisma.sql`p.role` },
    status: { sql: Prisma.sql`p.status` },
    sessions: { sql: Prisma.sql`p.sessions` },
    lastSeen: { sql: Prisma.sql`p.last_seen`, nulls: "first" },
  },
  search: (_pattern, q) => {
    const pattern = `%${escapeLike(nameKey(q))}%`;
    return Prisma.sql`(lower(p.name) LIKE ${pattern} OR p.email_key LIKE ${pattern})`;
  },
};

/**
 * Everybody who may sign in, may no longer, or is invited. In: an Owner; search, filters, order, page. Out: the page.
 * Throws what `verb` throws.
 */
export const listUsers = verb({
  permission: "user.read",
  effect: "read",
  input: USERS_LIST.schema,
  run: async ({ input, tx }): Promise<ListPage<PersonRow>> => {
    const page = await selectListPage<Row, UserSortColumn>(tx, SOURCE, input);
    return { ...page, rows: page.rows.map(toPerson) };
  },
});

/** How many of them search and filters leave. In: both. Out: the count. Throws what `verb` throws. */
export const countUsers = verb({
  permission: "user.read",
  effect: "read",
  input: USERS_LIST.countSchema,
  run: ({ input, tx }) => countList(tx, SOURCE, input),
});

/** Everybody whom search and filters leave, in batches, for an export. In: transaction, what is asked for. */
export async function* readPeople(tx: Tx, input: ListQuery<UserSortColumn>): AsyncGenerator<PersonRow[]> {
  for await (const rows of walkList<Row, UserSortColumn>(tx, SOURCE, input)) yield rows.map(toPerson);
}

function toPerson(row: Row): PersonRow {
  return {
    kind: row.kind,
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    status: row.status,
    sessions: row.sessions,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    invitedBy: row.invitedBy,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    version: row.version,
  };
}
