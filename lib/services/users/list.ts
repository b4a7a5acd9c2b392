import "server-only";
import { z } from "zod";
import type { Role } from "@/lib/auth/permissions";
import { IN_FORCE } from "@/lib/services/sessions/in-force";
import { verb } from "@/lib/services/verb";

export const USER_STATUSES = ["active", "invited", "invite_expired", "disabled"] as const;

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

const MOST = 1_000;

/**
 * Everybody who may sign in, may no longer, or is invited; open invites first, then by name.
 * In: an Owner, nothing else. Out: at most 1,000 rows. Throws what `verb` throws.
 */
export const listUsers = verb({
  permission: "user.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<PersonRow[]> => {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT * FROM (
        SELECT 'invite' AS kind, i.id, NULL AS name, i.email, i.role::text AS role,
               CASE WHEN i.expires_at > now() THEN 'invited' ELSE 'invite_expired' END AS status, 0 AS sessions,
               NULL::timestamptz AS "lastSeenAt", i.created_at AS "createdAt", b.name AS "invitedBy",
               i.expires_at AS "expiresAt", 0 AS version
        FROM user_invites i JOIN users b ON b.id = i.invited_by_id WHERE i.used_at IS NULL
        UNION ALL
        SELECT 'user', u.id, u.name, u.email, u.role::text,
               CASE WHEN u.disabled_at IS NULL THEN 'active' ELSE 'disabled' END, s.count, s.last, u.created_at, NULL, NULL,
               u.version
        FROM users u CROSS JOIN LATERAL (
          SELECT (count(*) FILTER (WHERE revoked_at IS NULL AND ${IN_FORCE}))::int AS count, max(last_seen_at) AS last
          FROM sessions WHERE user_id = u.id
        ) s
      ) AS people
      ORDER BY kind, lower(coalesce(name, email)), id LIMIT ${MOST}`;
    return rows.map((row) => ({
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
    }));
  },
});
