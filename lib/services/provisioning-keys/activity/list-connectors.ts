import "server-only";
import type { ConnectorStatus } from "@/lib/services/connectors/schema";
import { STATUS_SQL } from "@/lib/services/connectors/status-sql";
import { oneKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

const NEWEST = 8;

/** A connector that enrolled with a key. */
export type EnrolledConnector = {
  id: string;
  name: string;
  status: ConnectorStatus;
  /** Of its own interface, or from where it was seen. */
  address: string | null;
  /** Of its newest certificate; null while it has none. */
  serial: string | null;
  enrolledAt: string;
};

/** `rows` are the newest that were not deleted; `last` is the newest of all. */
export type KeyConnectors = { rows: EnrolledConnector[]; deleted: number; last: { name: string; at: string } | null };

type Raw = Omit<EnrolledConnector, "enrolledAt"> & { enrolledAt: Date };

/**
 * The newest eight App Connectors that enrolled with a key, with their status at this moment, and how many of all were deleted since.
 * In: id. Out: KeyConnectors, empty for a key that is unknown. Throws what `verb` throws.
 */
export const listKeyConnectors = verb({
  permission: "connector.read",
  effect: "read",
  input: oneKeySchema,
  run: async ({ input: { id }, tx }): Promise<KeyConnectors> => {
    const [rows, [sum]] = await Promise.all([
      tx.$queryRaw<Raw[]>`
        SELECT c.id, c.name, ${STATUS_SQL} AS status, coalesce(c.private_ip, c.public_ip) AS address, e.at AS "enrolledAt",
          (SELECT x.serial FROM connector_certificates x WHERE x.connector_id = c.id ORDER BY x.not_after DESC, x.created_at DESC LIMIT 1) AS serial
        FROM enrollments e JOIN connectors c ON c.id = e.connector_id AND c.deleted_at IS NULL
        WHERE e.key_id = ${id}::uuid ORDER BY e.ordinal DESC LIMIT ${NEWEST}::int`,
      tx.$queryRaw<{ deleted: number; lastName: string | null; lastAt: Date | null }[]>`
        SELECT (SELECT count(*)::int FROM connectors c WHERE c.key_id = ${id}::uuid AND c.deleted_at IS NOT NULL) AS deleted,
          l.name AS "lastName", l.at AS "lastAt"
        FROM (SELECT) AS one LEFT JOIN (
          SELECT c.name, e.at FROM enrollments e JOIN connectors c ON c.id = e.connector_id
          WHERE e.key_id = ${id}::uuid ORDER BY e.ordinal DESC LIMIT 1
        ) AS l ON true`,
    ]);
    return {
      rows: rows.map((row) => ({ ...row, enrolledAt: row.enrolledAt.toISOString() })),
      deleted: sum?.deleted ?? 0,
      last: sum?.lastName && sum.lastAt ? { name: sum.lastName, at: sum.lastAt.toISOString() } : null,
    };
  },
});
