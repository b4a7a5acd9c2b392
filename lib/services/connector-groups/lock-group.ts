import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { GROUP_SELECT } from "@/lib/services/connector-groups/group-row";
import type { CreateGroupInput } from "@/lib/services/connector-groups/schema";

/** Milliseconds a change of a group may take: it rewrites all of its keys. */
export const CHANGE_TIMEOUT = 60_000;

export type GroupConflict = {
  changedBy: string;
  changedAt: string;
  current: CreateGroupInput & { version: number };
};

/**
 * Locks a group against other changes until the caller's transaction ends: first its keys, as a use of one does
 * (docs/decisions/007), so that the two never wait for each other; then the group.
 * In: transaction and id, and whether the keys are rewritten. Out: the row as it is now. Throws `not_found`.
 */
export async function lockGroupRow(tx: Tx, id: string, withKeys: boolean) {
  if (withKeys) {
    await tx.$executeRaw`
      SELECT 1 FROM provisioning_keys WHERE group_id = ${id}::uuid ORDER BY id FOR NO KEY UPDATE`;
  }
  await tx.$executeRaw`SELECT 1 FROM connector_groups WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const group = await tx.connectorGroup.findUnique({ where: { id }, select: GROUP_SELECT });
  if (!group) throw new AppError("not_found", "There is no such App Connector Group, or it was deleted.");
  return group;
}

export type LockedGroup = Awaited<ReturnType<typeof lockGroupRow>>;

/** The editable fields of a group as plain data. */
export function pickGroupFields(group: LockedGroup): CreateGroupInput {
  const { id: _id, version: _v, createdAt: _c, updatedAt: _u, updatedByName: _b, ...fields } = group;
  return fields;
}

/** In: the locked row and the version the user saw. Throws `conflict` with GroupConflict when it changed since. */
export function assertGroupVersion(group: LockedGroup, version: number): void {
  if (group.version === version) return;
  const changedBy = group.updatedByName ?? "Somebody";
  throw new AppError("conflict", `${changedBy} changed this group while you were editing it. Nothing was saved.`, {
    details: {
      changedBy,
      changedAt: group.updatedAt.toISOString(),
      current: { version: group.version, ...pickGroupFields(group) },
    } satisfies GroupConflict,
  });
}
