import "server-only";
import type { Tx } from "@/lib/db";
import type { GroupCopy } from "@/lib/services/connector-groups/create-in";

/** Keys that one statement rewrites: it takes well under a second, and a statement may take five. */
const BATCH = 2_000;

/**
 * Writes a group's new name and status into its keys, before the group itself is changed: the cascade of the foreign key
 * would do all of them in one statement, which for some ten thousand keys takes longer than a statement may
 * (docs/decisions/012). In: transaction that holds the keys locked, and what they copy. The caller changes the group next;
 * a key that was added meanwhile follows by the cascade.
 */
export async function copyToKeys(tx: Tx, { id, name, nameKey, enabled }: GroupCopy): Promise<void> {
  const keys = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM provisioning_keys WHERE group_id = ${id}::uuid ORDER BY provisioning_keys.id`;
  if (keys.length === 0) return;
  await tx.$executeRaw`
    SET CONSTRAINTS "provisioning_keys_group_id_group_name_group_name_key_group_fkey" DEFERRED`;
  for (let start = 0; start < keys.length; start += BATCH) {
    const ids = keys.slice(start, start + BATCH).map((key) => key.id);
    await tx.$executeRaw`
      UPDATE provisioning_keys SET group_name = ${name}, group_name_key = ${nameKey}, group_enabled = ${enabled}
      WHERE id = ANY(${ids}::uuid[])`;
  }
}
