import "server-only";
import type { Tx } from "@/lib/db";
import { nameKey } from "@/lib/services/name/schema";

/** Groups a choice shows at once; the search finds the others. */
export const GROUP_OPTIONS_LIMIT = 50;

/** A group as a choice in a form. */
export type GroupOption = { id: string; name: string; enabled: boolean };

/**
 * In: transaction and search text (anywhere in the name, empty = all). Out: the first 50 groups by name, and whether
 * there are more.
 */
export async function selectGroupOptions(tx: Tx, q: string): Promise<{ groups: GroupOption[]; more: boolean }> {
  const found = await tx.connectorGroup.findMany({
    // Prisma hands % and _ of typed text on as themselves only when they are escaped.
    where: { nameKey: { contains: nameKey(q.replace(/\p{C}/gu, "").trim()).replace(/[\\%_]/g, "\\$&") } },
    orderBy: [{ nameKey: "asc" }, { id: "asc" }],
    take: GROUP_OPTIONS_LIMIT + 1,
    select: { id: true, name: true, enabled: true },
  });
  return { groups: found.slice(0, GROUP_OPTIONS_LIMIT), more: found.length > GROUP_OPTIONS_LIMIT };
}
