import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import { emitAudit } from "@/lib/services/audit";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import { readConnectorRow } from "@/lib/services/connectors/get";
import { lockConnector, targetConnector } from "@/lib/services/connectors/lock-connector";
import { type ConnectorFields, updateConnectorSchema } from "@/lib/services/connectors/schema";
import { nameKey } from "@/lib/services/name/schema";
import { verb } from "@/lib/services/verb";

/** The connector as another person saved it meanwhile. */
export type ConnectorConflict = {
  changedBy: string;
  changedAt: string;
  current: ConnectorFields & { version: number };
};

/**
 * Changes name, description and whether a connector is enabled. Names are labels: another connector may have the same. An edit
 * that changes nothing writes nothing.
 * In: id, the version the user saw, every field. Out: the row. Throws `not_found`, `conflict` with ConnectorConflict, and what
 * `verb` throws.
 */
export const updateConnector = verb({
  permission: "connector.write",
  effect: "write",
  input: updateConnectorSchema,
  run: async ({ input, actor, tx }) => {
    const { id, version, ...wanted } = input;
    await lockConnector(tx, id);
    const row = await readConnectorRow(tx, id);
    const current = { name: row.name, description: row.description, enabled: row.enabled };
    if (row.version !== version) throw await meetConflict(tx, row, current);
    const names = (Object.keys(wanted) as (keyof ConnectorFields)[]).filter((name) => wanted[name] !== current[name]);
    if (names.length === 0) return { changed: false, connector: row };
    await tx.connector.update({
      where: { id },
      data: { ...wanted, nameKey: nameKey(wanted.name), version: { increment: 1 } },
      select: { id: true },
    });
    await auditChanges(tx, actor, id, current, wanted, names);
    return { changed: true, connector: await readConnectorRow(tx, id) };
  },
});

async function auditChanges(
  tx: Tx,
  actor: Actor,
  id: string,
  current: ConnectorFields,
  wanted: ConnectorFields,
  names: readonly (keyof ConnectorFields)[],
): Promise<void> {
  const target = targetConnector({ id, name: wanted.name });
  const words = names.filter((name) => name !== "enabled");
  if (words.length > 0) {
    await emitAudit(tx, actor, {
      action: "connector.edited",
      target,
      before: Object.fromEntries(words.map((name) => [name, current[name]])),
      after: Object.fromEntries(words.map((name) => [name, wanted[name]])),
    });
  }
  if (names.includes("enabled")) {
    await emitAudit(tx, actor, { action: wanted.enabled ? "connector.enabled" : "connector.disabled", target });
  }
}

/** Who changed it last stands in the audit log, written with the change. */
async function meetConflict(tx: Tx, { id, version }: ConnectorRow, current: ConnectorFields): Promise<AppError> {
  const last = await tx.auditEvent.findFirst({
    where: { targetType: "connector", targetId: id, actorType: { in: ["USER", "SYSTEM"] } },
    orderBy: { seq: "desc" },
    select: { actorName: true, at: true },
  });
  const changedBy = last?.actorName ?? "Somebody";
  return new AppError("conflict", `${changedBy} changed this connector while you were editing it. Nothing was saved.`, {
    details: {
      changedBy,
      changedAt: (last?.at ?? new Date()).toISOString(),
      current: { ...current, version },
    } satisfies ConnectorConflict,
  });
}
