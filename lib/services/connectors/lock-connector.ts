import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";

const SELECT = {
  id: true,
  name: true,
  state: true,
  enabled: true,
  groupId: true,
  keyId: true,
  revokedAt: true,
} as const;

/**
 * Locks a connector against renewals and other changes until the caller's transaction ends.
 * In: transaction and id. Out: the row as it is now. Throws `not_found`, also for one that was deleted.
 */
export async function lockConnector(tx: Tx, id: string) {
  await tx.$executeRaw`SELECT 1 FROM connectors WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const connector = await tx.connector.findFirst({ where: { id, deletedAt: null }, select: SELECT });
  if (!connector) throw new AppError("not_found", "There is no such App Connector, or it was deleted.");
  return connector;
}

export type LockedConnector = Awaited<ReturnType<typeof lockConnector>>;

/** How a connector is named in an audit row. */
export function targetConnector({ id, name }: { id: string; name: string }) {
  return { type: "connector", id, name } as const;
}
