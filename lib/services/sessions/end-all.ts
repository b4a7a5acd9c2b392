import "server-only";
import type { Tx } from "@/lib/db";
import { IN_FORCE } from "@/lib/services/sessions/in-force";

/**
 * Ends the sessions of a user, on all instances from the next request on.
 * In: transaction, the user, and the session to leave alone, if any. Out: how many were in force until then.
 */
export async function endAllSessions(tx: Tx, userId: string, except: string | null = null): Promise<number> {
  const ended = await tx.$queryRaw<{ wasInForce: boolean }[]>`
    UPDATE sessions SET revoked_at = now()
    WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND id IS DISTINCT FROM ${except}::uuid
    RETURNING ${IN_FORCE} AS "wasInForce"`;
  return ended.filter(({ wasInForce }) => wasInForce).length;
}
