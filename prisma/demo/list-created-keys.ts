import { prisma } from "@/lib/db";

/**
 * Which keys a part of the system has ever created: the audit log knows, also after a key was renamed or deleted.
 * In: the name of the acting part. Out: id and first name of each.
 */
export async function listCreatedKeys(actorName: string): Promise<{ id: string; name: string }[]> {
  const rows = await prisma.auditEvent.findMany({
    where: { action: "key.created", actorType: "SYSTEM", actorName },
    select: { targetId: true, targetName: true },
    orderBy: { seq: "asc" },
  });
  return rows.flatMap(({ targetId, targetName }) =>
    targetId === null || targetName === null ? [] : [{ id: targetId, name: targetName }],
  );
}
