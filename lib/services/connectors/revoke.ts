import "server-only";
import type { Tx } from "@/lib/db";
import type { Actor } from "@/lib/services/actor";
import { REVOCATION_REASONS } from "@/lib/services/connectors/revoke-certificates";

/**
 * Revokes every connector that enrolled with a key and was not revoked before, with all its certificates, in the
 * caller's transaction, which must hold the lock on the key. One audit row for each connector. Three statements for
 * any number of them. In: transaction, actor, key id. Out: how many connectors were revoked.
 */
export async function revokeConnectorsOfKey(tx: Tx, actor: Actor, keyId: string): Promise<number> {
  const isUser = actor.kind === "user";
  const actorName = actor.kind === "anonymous" ? "Anonymous" : actor.name;
  // now() is the time the transaction began: rows revoked by this one are told from earlier ones by the CTE, not by time.
  const revoked = await tx.$executeRaw`
    WITH revoked AS (
      UPDATE connectors SET revoked_at = now(), version = version + 1
      WHERE key_id = ${keyId}::uuid AND revoked_at IS NULL AND deleted_at IS NULL
      RETURNING id, name
    )
    INSERT INTO audit_events (actor_type, actor_id, actor_name, ip, user_agent, request_id, action, target_type, target_id, target_name, after)
    SELECT ${isUser ? "USER" : "SYSTEM"}::"AuditActorType", ${isUser ? actor.id : null}::uuid, ${actorName}, ${actor.ip},
      ${actor.userAgent?.slice(0, 400) ?? null}, ${actor.requestId}, 'connector.revoked', 'connector', id, name,
      jsonb_build_object('keyId', ${keyId}::text)
    FROM revoked`;
  // After the connectors: a renewal waits for a connector's row or is done, so no certificate is missed.
  await tx.$executeRaw`
    UPDATE connector_certificates t SET revoked_at = now(), revocation_reason = ${REVOCATION_REASONS.privilegeWithdrawn}
    FROM connectors c
    WHERE c.id = t.connector_id AND c.key_id = ${keyId}::uuid AND t.revoked_at IS NULL`;
  return revoked;
}
