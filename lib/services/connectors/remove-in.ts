import "server-only";
import type { Tx } from "@/lib/db";
import type { Actor } from "@/lib/services/actor";
import { emitAudits } from "@/lib/services/audit";
import { targetConnector } from "@/lib/services/connectors/lock-connector";
import { REVOCATION_REASONS } from "@/lib/services/connectors/revoke-certificates";

/**
 * Deletes connectors in the caller's transaction, which must hold the locks on their rows: their certificates are revoked, they
 * are refused from the commit on, their uses stay counted. One audit row for each. In: transaction, actor, ids, and what the
 * audit rows say of why. Out: how many were deleted; one that was deleted before does not count.
 */
export async function removeConnectorsIn(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  why: { disconnectedDays?: number } = {},
): Promise<number> {
  const removed = await tx.$queryRaw<{ id: string; name: string; state: string; enabled: boolean }[]>`
    UPDATE connectors SET deleted_at = clock_timestamp(), version = version + 1
    WHERE id = ANY(${[...ids]}::uuid[]) AND deleted_at IS NULL
    RETURNING id::text AS id, name, lower(state::text) AS state, enabled`;
  // After the connectors: a renewal waits for a connector's row or is done, so no certificate is missed.
  const revoked = await tx.$queryRaw<{ id: string; certificates: number }[]>`
    WITH revoked AS (
      UPDATE connector_certificates
      SET revoked_at = clock_timestamp(), revocation_reason = ${REVOCATION_REASONS.cessationOfOperation}
      WHERE connector_id = ANY(${removed.map(({ id }) => id)}::uuid[]) AND revoked_at IS NULL
      RETURNING connector_id
    )
    SELECT connector_id::text AS id, count(*)::int AS certificates FROM revoked GROUP BY connector_id`;
  const counts = new Map(revoked.map(({ id, certificates }) => [id, certificates]));
  await emitAudits(
    tx,
    actor,
    removed.map(({ id, name, state, enabled }) => ({
      action: "connector.deleted",
      target: targetConnector({ id, name }),
      before: { name, state, enabled },
      after: { certificates: counts.get(id) ?? 0, ...why },
    })),
  );
  return removed.length;
}
