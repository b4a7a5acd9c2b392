import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import type { CreateGroupInput } from "@/lib/services/connector-groups/schema";
import { uniqueViolation } from "@/lib/services/database-error";
import { nameKey } from "@/lib/services/name/schema";

/** What a key copies from its group's row. */
export type GroupCopy = { id: string; name: string; nameKey: string; enabled: boolean };

/**
 * Creates a group in the caller's transaction, with its audit row.
 * In: transaction, actor, parsed fields, and the path of the name field in the caller's form. Out: what a key copies.
 * Throws `name_taken` at that field.
 */
export async function createGroupIn(
  tx: Tx,
  actor: Actor,
  fields: CreateGroupInput,
  nameField: string,
): Promise<GroupCopy> {
  const data = {
    name: fields.name,
    enabled: fields.enabled,
    description: fields.description,
    location: fields.location,
    latitude: fields.latitude,
    longitude: fields.longitude,
    countryCode: fields.countryCode,
    dnsResolution: fields.dnsResolution,
    tcpQuickAck: fields.tcpQuickAck,
    disasterRecovery: fields.disasterRecovery,
    allowList: fields.allowList,
    versionProfile: fields.versionProfile,
    updateDay: fields.updateDay,
    updateMinute: fields.updateMinute,
  };
  try {
    const group = await tx.connectorGroup.create({
      data: { ...data, nameKey: nameKey(fields.name) },
      select: { id: true, name: true, nameKey: true, enabled: true },
    });
    await emitAudit(tx, actor, {
      action: "group.created",
      target: { type: "connector_group", id: group.id, name: group.name },
      after: data,
    });
    return group;
  } catch (error) {
    if (uniqueViolation(error) === undefined) throw error;
    const message = "Another App Connector Group has this name.";
    throw new AppError("name_taken", message, { fields: { [nameField]: message } });
  }
}

/**
 * Reads what a key copies from an existing group, and keeps the group from being renamed, switched or deleted until the
 * caller's transaction ends. In: transaction and id. Out: the copy. Throws `invalid` at the given field.
 */
export async function lockGroup(tx: Tx, id: string, field: string): Promise<GroupCopy> {
  const [group] = await tx.$queryRaw<GroupCopy[]>`
    SELECT id, name, name_key AS "nameKey", enabled FROM connector_groups WHERE id = ${id}::uuid FOR KEY SHARE`;
  if (group) return group;
  const message = "This App Connector Group does not exist any more. Choose another one.";
  throw new AppError("invalid", message, { fields: { [field]: message } });
}
