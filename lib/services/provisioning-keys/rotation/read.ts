import "server-only";
import { AppError } from "@/lib/errors";
import { oneKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/** How many of the connectors that enrolled with an old string are named. */
const CONNECTORS_NAMED = 5;

/** One key string of a key, without the string. */
export type KeySecret = {
  fingerprint: string;
  host: string;
  createdAt: string;
  /** null = the current one; otherwise until when it works, or worked. */
  validUntil: string | null;
  /** Whether enrollments with it are accepted now, as far as the string goes. */
  isAccepted: boolean;
  /** Enrollments with this string. */
  uses: number;
  /** Of a replaced string: enrollments with it since it was replaced, and the newest of them. */
  usesSinceReplaced: number;
  lastUsedAt: string | null;
  recent: { connectorId: string; name: string; hostname: string | null; ip: string; at: string }[];
};

type Raw = Omit<KeySecret, "createdAt" | "validUntil" | "lastUsedAt" | "recent"> & {
  createdAt: Date;
  validUntil: Date | null;
  lastUsedAt: Date | null;
  recent: KeySecret["recent"] | null;
};

/**
 * The key strings of a key, newest first, and who still uses a replaced one; in one statement. A key has one, after a
 * rotation also those it replaced. In: id. Throws `not_found`, and what `verb` throws.
 */
export const readRotation = verb({
  permission: "key.read",
  effect: "read",
  input: oneKeySchema,
  run: async ({ input, tx }): Promise<KeySecret[]> => {
    const secrets = await tx.$queryRaw<Raw[]>`
      WITH strings AS (
        SELECT s.*, lag(s.created_at) OVER (ORDER BY s.created_at DESC, s.id) AS replaced_at
        FROM provisioning_key_secrets s JOIN provisioning_keys k ON k.id = s.key_id AND k.deleted_at IS NULL
        WHERE s.key_id = ${input.id}::uuid
      )
      SELECT s.fingerprint, s.host, s.created_at AS "createdAt", s.valid_until AS "validUntil",
        (s.valid_until IS NULL OR s.valid_until > now()) AS "isAccepted", u.uses, u."usesSinceReplaced", u."lastUsedAt", r.recent
      FROM strings s
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS uses, max(e.at) AS "lastUsedAt",
          (count(*) FILTER (WHERE e.at >= s.replaced_at))::int AS "usesSinceReplaced"
        FROM enrollments e WHERE e.secret_id = s.id
      ) AS u
      CROSS JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('connectorId', n.id, 'name', n.name, 'hostname', n.hostname, 'ip', n.ip, 'at', n.at) ORDER BY n.at DESC) AS recent
        FROM (
          SELECT c.id, c.name, c.hostname, e.ip, e.at FROM enrollments e JOIN connectors c ON c.id = e.connector_id
          WHERE e.secret_id = s.id AND e.at >= s.replaced_at ORDER BY e.at DESC LIMIT ${CONNECTORS_NAMED}::int
        ) AS n
      ) AS r
      ORDER BY s.created_at DESC, s.id`;
    if (secrets.length === 0) {
      throw new AppError("not_found", "There is no such provisioning key, or it was deleted.");
    }
    return secrets.map((raw) => ({
      fingerprint: raw.fingerprint,
      host: raw.host,
      createdAt: raw.createdAt.toISOString(),
      validUntil: raw.validUntil?.toISOString() ?? null,
      isAccepted: raw.isAccepted,
      uses: raw.uses,
      usesSinceReplaced: raw.usesSinceReplaced,
      lastUsedAt: raw.lastUsedAt?.toISOString() ?? null,
      recent: (raw.recent ?? []).map(({ connectorId, name, hostname, ip, at }) => ({
        connectorId,
        name,
        hostname,
        ip,
        at: new Date(at).toISOString(),
      })),
    }));
  },
});
