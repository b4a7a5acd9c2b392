import "server-only";
import type { Tx } from "@/lib/db";
import { LOCKED_KEY_COLUMNS, type LockedKey } from "@/lib/services/provisioning-keys/lock-key";

/** What became of one key of a selection. */
export type BulkResult = {
  id: string;
  /** null when there is no trace of such a key. */
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
  const gone = await nameKeys(
    tx,
    ids.filter((id) => !keys.has(id)),
  );
  const results: BulkResult[] = [];
  for (const id of ids) {
    const key = keys.get(id);
    if (!key) {
      results.push({ id, name: gone.get(id) ?? null, outcome: "skipped", reason: "The key was deleted." });
    } else if (key.managedBy !== null) {
      results.push({ id, name: key.name, outcome: "skipped", reason: explainManaged(key.managedReason) });
    } else {
      results.push({ id, name: key.name, outcome: (await change(key)) ? "changed" : "unchanged", reason: null });
    }
  }
  return results;
}

/** A deleted key is remembered by its name, for the person who selected it. */
async function nameKeys(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const named = await tx.provisioningKey.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(named.map(({ id, name }) => [id, name]));
}

function explainManaged(reason: string | null): string {
  return `The key is managed${reason ? ` (${reason.replace(/[.\s]+$/u, "")})` : ""}.`;
}
