import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { readGroupRow } from "@/lib/services/connector-groups/get";
import {
  assertGroupVersion,
  type LockedGroup,
  lockGroupRow,
  pickGroupFields,
} from "@/lib/services/connector-groups/lock-group";
import { type CreateGroupInput, updateGroupSchema } from "@/lib/services/connector-groups/schema";
import { uniqueViolation } from "@/lib/services/database-error";
import { nameKey } from "@/lib/services/name/schema";
import { verb } from "@/lib/services/verb";

/**
 * Changes a group. A new name or status is copied to its keys in the same transaction, so their uses wait for it. An edit that
 * changes nothing writes nothing.
 * In: id, the version the user saw, every field. Out: the row. Throws `not_found`, `conflict` with GroupConflict,
 * `name_taken` at the name, and what `verb` throws.
 */
export const updateGroup = verb({
  permission: "group.write",
  effect: "write",
  input: updateGroupSchema,
  run: async ({ input, actor, tx }) => {
    const { id, version, ...wanted } = input;
    const seen = await tx.connectorGroup.findUnique({ where: { id }, select: { name: true, enabled: true } });
    const isCopied = seen !== null && (seen.name !== wanted.name || seen.enabled !== wanted.enabled);
    const group = await lockGroupRow(tx, id, isCopied);
    assertGroupVersion(group, version);
    const changed = diff(pickGroupFields(group), wanted);
    const isChanged = Object.keys(changed).length > 0;
    if (isChanged) await applyGroupChanges(tx, actor, group, changed);
    return { changed: isChanged, group: await readGroupRow(tx, id) };
  },
});

type Changes = Partial<CreateGroupInput>;

function diff(current: CreateGroupInput, wanted: CreateGroupInput): Changes {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(current[field as keyof CreateGroupInput]),
    ),
  );
}

/** Writes what differs in a locked group, with its audit rows. Throws `name_taken` at the name. */
export async function applyGroupChanges(tx: Tx, actor: Actor, group: LockedGroup, changed: Changes): Promise<void> {
  try {
    await tx.connectorGroup.update({
      where: { id: group.id },
      data: {
        ...changed,
        ...(changed.name !== undefined && { nameKey: nameKey(changed.name) }),
        version: { increment: 1 },
        updatedByName: actor.kind === "anonymous" ? "Anonymous" : actor.name,
      },
      select: { id: true },
    });
  } catch (error) {
    if (uniqueViolation(error) === undefined) throw error;
    const message = "Another App Connector Group has this name.";
    throw new AppError("name_taken", message, { fields: { name: message } });
  }
  const target = { type: "connector_group", id: group.id, name: changed.name ?? group.name } as const;
  const { enabled, ...others } = changed;
  const fields = Object.keys(others) as (keyof typeof others)[];
  if (fields.length > 0) {
    const before = Object.fromEntries(fields.map((field) => [field, group[field]]));
    await emitAudit(tx, actor, { action: "group.edited", target, before, after: others });
  }
  if (enabled !== undefined) {
    const action = enabled ? "group.enabled" : "group.disabled";
    await emitAudit(tx, actor, { action, target, before: { enabled: !enabled }, after: { enabled } });
  }
}
