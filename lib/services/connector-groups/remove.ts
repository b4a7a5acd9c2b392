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
/**
 * What keeps a group from being deleted: keys and connectors, and what is left of those that were deleted, which names its
 * group for as long as it is on record (docs/decisions/022).
 */
export type GroupUse = { keys: Users; connectors: Users; deletedKeys: Users; deletedConnectors: Users };

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

function describeUse({ keys, connectors, deletedKeys, deletedConnectors }: GroupUse): string {
  const parts: [Users, string][] = [
    [keys, "provisioning key"],
    [connectors, "App Connector"],
    [deletedKeys, "deleted provisioning key"],
    [deletedConnectors, "deleted App Connector"],
  ];
  return parts.flatMap(([{ total }, noun]) => (total > 0 ? formatCount(total, noun) : [])).join(" and ");
}

async function selectGroupUse(tx: Tx, groupId: string): Promise<GroupUse> {
  const keys = async (deletedAt: null | { not: null }): Promise<Users> => {
    const where = { groupId, deletedAt };
    const [total, named] = await Promise.all([
      tx.provisioningKey.count({ where }),
      tx.provisioningKey.findMany({ where, orderBy: { createdAt: "desc" }, take: NAMES_TOLD, select: { name: true } }),
    ]);
    return { total, names: named.map(({ name }) => name) };
  };
  const connectors = async (deletedAt: null | { not: null }): Promise<Users> => {
    const where = { groupId, deletedAt };
    const [total, named] = await Promise.all([
      tx.connector.count({ where }),
      tx.connector.findMany({ where, orderBy: { enrolledAt: "desc" }, take: NAMES_TOLD, select: { name: true } }),
    ]);
    return { total, names: named.map(({ name }) => name) };
  };
  return {
    keys: await keys(null),
    connectors: await connectors(null),
    deletedKeys: await keys({ not: null }),
    deletedConnectors: await connectors({ not: null }),
  };
}
