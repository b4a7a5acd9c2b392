import "server-only";
import type { Tx } from "@/lib/db";

/** Gives up all messages that wait to be sent. In: a transaction. Out: how many. */
export async function dropWaiting(tx: Tx): Promise<number> {
  return await tx.$executeRaw`
    UPDATE webhook_deliveries SET state = 'dropped', next_try_at = NULL, claim = NULL, finished_at = now() WHERE state = 'waiting'`;
}
