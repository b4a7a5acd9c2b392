import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";

export type LockedWebhook = { id: string; version: number };

/**
 * Locks the webhook for the transaction and makes sure that it is the one that was seen. In: transaction, the version seen, 0 for none. Out: its
 * id, null where there is none. Throws `conflict`, which says who changed it.
 */
export async function lockWebhook(tx: Tx, version: number): Promise<LockedWebhook | null> {
  // Also where there is no row yet to lock.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('webhook'))`;
  const [row] = await tx.$queryRaw<(LockedWebhook & { by: string | null })[]>`
    SELECT id::text, version, updated_by_name AS by FROM webhooks FOR UPDATE`;
  if ((row?.version ?? 0) === version) return row ?? null;
  const by = row ? (row.by ?? "Somebody") : "Somebody";
  throw new AppError(
    "conflict",
    row
      ? `${by} changed the webhook meanwhile. Nothing of yours was saved; load the page again to see what it is now.`
      : "The webhook was removed meanwhile. Load the page again.",
    { details: { changedBy: by } },
  );
}

/** In: who acts. Out: the name that stands with a change. */
export function nameActor(actor: Actor): string | null {
  return actor.kind === "anonymous" ? null : actor.name;
}
