import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { STATUS_SQL } from "@/lib/services/connectors/status-sql";
import { oneKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";
import { Prisma } from "@/prisma/generated/client";

/** How many connectors a dry run names. */
const CONNECTORS_NAMED = 8;

/** What "revoke everything this key made" would do now. */
export type RevocationPreview = {
  name: string;
  enabled: boolean;
  managedBy: string | null;
  /** Connectors that would be revoked: all that enrolled with the key and were neither revoked nor deleted. */
  connectors: number;
  /** Of those: connected at the moment; waiting for approval, without a certificate. */
  connected: number;
  pending: number;
  /** Certificates that would be revoked: not revoked and not expired. */
  certificates: number;
  /** Connectors of the key that are revoked or deleted already. */
  done: number;
  /** The newest of those that would be revoked. */
  named: string[];
};

/**
 * The dry run: counts, and changes nothing. In: id of a key, deleted or not. Throws `not_found`, and what `verb` throws.
 */
export const previewRevocation = verb({
  permission: "key.read",
  effect: "read",
  input: oneKeySchema,
  run: ({ input, tx }) => countRevocation(tx, input.id),
});

/** The same in the caller's transaction. */
export async function countRevocation(tx: Tx, keyId: string): Promise<RevocationPreview> {
  const [preview] = await tx.$queryRaw<RevocationPreview[]>`
    SELECT k.name, k.enabled, k.managed_by AS "managedBy", n.*, x.certificates, ARRAY(
      SELECT c.name FROM connectors c WHERE c.key_id = k.id AND ${STANDING} ORDER BY c.enrolled_at DESC, c.id LIMIT ${CONNECTORS_NAMED}::int
    ) AS named
    FROM provisioning_keys k
    CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE ${STANDING}))::int AS connectors,
        (count(*) FILTER (WHERE ${STANDING} AND ${STATUS_SQL} = 'connected'))::int AS connected,
        (count(*) FILTER (WHERE ${STANDING} AND c.state = 'PENDING'))::int AS pending,
        (count(*) FILTER (WHERE NOT (${STANDING})))::int AS done
      FROM connectors c WHERE c.key_id = k.id
    ) AS n
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS certificates FROM connectors c JOIN connector_certificates t ON t.connector_id = c.id
      WHERE c.key_id = k.id AND ${STANDING} AND t.revoked_at IS NULL AND t.not_after > now()
    ) AS x
    WHERE k.id = ${keyId}::uuid AND k.purged_at IS NULL`;
  if (!preview) throw new AppError("not_found", "There is no such provisioning key.");
  return preview;
}

/** Whether a connector `c` can still be revoked. */
const STANDING = Prisma.sql`c.revoked_at IS NULL AND c.deleted_at IS NULL`;
