import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { formatCount } from "@/lib/format/number";
import { emitAudit } from "@/lib/services/audit";
import { assertGroupVersion, lockGroupRow, pickGroupFields } from "@/lib/services/connector-groups/lock-group";
import { oneGroupSchema, removeGroupSchema } from "@/lib/services/connector-groups/schema";
import { verb } from "@/lib/services/verb";

/** Names that are told; the total says how many there are. */
const NAMES_TOLD = 5;

type Users = { names: string[]; total: number };
/** What keeps a group from being deleted. Deleted keys count while they can be restored, and as long as the log names them. */
export type GroupUse = { keys: Users; deletedKeys: Users; connectors: Users };

/** What uses a group. In: its id. Out: the first names and the totals. Throws what `verb` throws. */
export const readGroupUse = verb({
  permission: "group.read",
  effect: "read",
  input: oneGroupSchema,
  run: ({ input, tx }) => selectGroupUse(tx, input.id),
});

/**
 * Deletes a group that nothing uses.
 * In: id and the version the user saw. Out: its name. Throws `not_found`, `conflict`, `in_use` with GroupUse, and what
 * `verb` throws.
 */
export const removeGroup = verb({
  permission: "group.write",
  effect: "write",
  input: removeGroupSchema,
  run: async ({ input, actor, tx }) => {
    // The strongest lock: whoever is just adding a key or connector has to be waited for, and is seen afterwards.
    await tx.$executeRaw`SELECT 1 FROM connector_groups WHERE id = ${input.id}::uuid FOR UPDATE`;
    const group = await lockGroupRow(tx, input.id, false);
    assertGroupVersion(group, input.version);
    const use = await selectGroupUse(tx, input.id);
    const told = describeUse(use);
    if (told !== "") throw new AppError("in_use", `${group.name} is used by ${told}.`, { details: use });
    await tx.connectorGroup.delete({ where: { id: group.id }, select: { id: true } });
    const target = { type: "connector_group", id: group.id, name: group.name } as const;
    await emitAudit(tx, actor, { action: "group.deleted", target, before: pickGroupFields(group) });
    return { id: group.id, name: group.name };
  },
});

function describeUse({ keys, deletedKeys, connectors }: GroupUse): string {
  return [
    keys.total > 0 ? formatCount(keys.total, "provisioning key") : "",
    deletedKeys.total > 0 ? formatCount(deletedKeys.total, "deleted key") : "",
    connectors.total > 0 ? formatCount(connectors.total, "App Connector") : "",
  ]
    .filter((part) => part !== "")
    .join(" and ");
}

async function selectGroupUse(tx: Tx, groupId: string): Promise<GroupUse> {
  const keysWhere = (isDeleted: boolean) => ({ groupId, deletedAt: isDeleted ? { not: null } : null });
  const keys = async (isDeleted: boolean): Promise<Users> => {
    const where = keysWhere(isDeleted);
    const total = await tx.provisioningKey.count({ where });
    const named = await tx.provisioningKey.findMany({
      where,
      orderBy: { createdAt: "desc" },
      take: NAMES_TOLD,
      select: { name: true },
    });
    return { total, names: named.map(({ name }) => name) };
  };
  const total = await tx.connector.count({ where: { groupId } });
  const connectors = await tx.connector.findMany({
    where: { groupId },
    orderBy: { enrolledAt: "desc" },
    take: NAMES_TOLD,
    select: { name: true },
  });
  return {
    keys: await keys(false),
    deletedKeys: await keys(true),
    connectors: { total, names: connectors.map(({ name }) => name) },
  };
}
