import "server-only";
import type { Tx } from "@/lib/db";
import { LOCKED_KEY_COLUMNS, type LockedKey } from "@/lib/services/provisioning-keys/lock-key";

/** What became of one key of a selection. */
export type BulkResult = {
  id: string;
  /** null when the key is gone. */
  name: string | null;
  outcome: "changed" | "unchanged" | "skipped";
  /** Why it was skipped, in a sentence. */
  reason: string | null;
};

/**
 * Locks the keys of a batch and changes those that may be changed.
 * In: transaction, ids, what to do with a key: it answers whether there was anything to change. Out: one result for each
 * id, in the order given. Keys are locked in the order of their ids, so that two batches never wait for each other.
 */
export async function changeKeys(
  tx: Tx,
  ids: readonly string[],
  change: (key: LockedKey) => Promise<boolean>,
): Promise<BulkResult[]> {
  const locked = await tx.$queryRaw<LockedKey[]>`
    SELECT ${LOCKED_KEY_COLUMNS} FROM provisioning_keys
    WHERE id = ANY(${[...ids]}::uuid[]) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE`;
  const keys = new Map(locked.map((key) => [key.id, key]));
  const results: BulkResult[] = [];
  for (const id of ids) {
    const key = keys.get(id);
    if (!key) {
      results.push({ id, name: null, outcome: "skipped", reason: "The key was deleted." });
    } else if (key.managedBy !== null) {
      results.push({ id, name: key.name, outcome: "skipped", reason: `The key is managed (${key.managedReason}).` });
    } else {
      results.push({ id, name: key.name, outcome: (await change(key)) ? "changed" : "unchanged", reason: null });
    }
  }
  return results;
}
