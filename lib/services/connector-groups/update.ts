import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import { copyToKeys } from "@/lib/services/connector-groups/copy-to-keys";
import { readGroupRow } from "@/lib/services/connector-groups/get";
import {
  assertGroupVersion,
  CHANGE_TIMEOUT,
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
  timeout: CHANGE_TIMEOUT,
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

const NAME_TAKEN = "Another App Connector Group has this name.";
const nameTaken = () => new AppError("name_taken", NAME_TAKEN, { fields: { name: NAME_TAKEN } });

/** Writes what differs in a locked group and its locked keys, with its audit rows. Throws `name_taken` at the name. */
export async function applyGroupChanges(tx: Tx, actor: Actor, group: LockedGroup, changed: Changes): Promise<void> {
  const { id } = group;
  const copy = { id, name: changed.name ?? group.name, enabled: changed.enabled ?? group.enabled };
  const folded = nameKey(copy.name);
  if (changed.name !== undefined || changed.enabled !== undefined) {
    // Asked before all keys are written; who takes the name in this moment is met below.
    const other = await tx.connectorGroup.findFirst({
      where: { nameKey: folded, id: { not: id } },
      select: { id: true },
    });
    if (other) throw nameTaken();
    await copyToKeys(tx, { ...copy, nameKey: folded });
  }
  try {
    await tx.connectorGroup.update({
      where: { id },
      data: {
        ...changed,
        nameKey: folded,
        version: { increment: 1 },
        updatedByName: actor.kind === "anonymous" ? "Anonymous" : actor.name,
      },
      select: { id: true },
    });
  } catch (error) {
    if (uniqueViolation(error) === undefined) throw error;
    throw nameTaken();
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
