import "server-only";
import { addCounts, GROUP_SELECT, type GroupRow } from "@/lib/services/connector-groups/group-row";
import { type GroupSort, listGroupsSchema } from "@/lib/services/connector-groups/schema";
import { nameKey } from "@/lib/services/name/schema";
import { verb } from "@/lib/services/verb";

const COLUMNS = {
  name: "nameKey",
  status: "enabled",
  location: "location",
  version: "versionProfile",
  created: "createdAt",
} as const;

export type GroupPage = { rows: GroupRow[]; total: number; page: number; pageCount: number; perPage: number };

/**
 * A page of the groups; the last one when the page asked for is beyond it.
 * In: search text (in name or location), order, page. Out: rows with their counts, and how many there are.
 * Throws what `verb` throws.
 */
export const listGroups = verb({
  permission: "group.read",
  effect: "read",
  input: listGroupsSchema,
  run: async ({ input, tx }): Promise<GroupPage> => {
    const literal = (text: string) => text.replace(/[\\%_]/g, "\\$&");
    const where =
      input.q === ""
        ? {}
        : {
            OR: [
              { nameKey: { contains: literal(nameKey(input.q)) } },
              { location: { contains: literal(input.q), mode: "insensitive" as const } },
            ],
          };
    const total = await tx.connectorGroup.count({ where });
    const pageCount = Math.max(1, Math.ceil(total / input.perPage));
    const page = Math.min(input.page, pageCount);
    const groups = await tx.connectorGroup.findMany({
      where,
      orderBy: [...orderBy(input.sort), { nameKey: "asc" }, { id: "asc" }],
      skip: (page - 1) * input.perPage,
      take: input.perPage,
      select: GROUP_SELECT,
    });
    return { rows: await addCounts(tx, groups), total, page, pageCount, perPage: input.perPage };
  },
});

function orderBy(sort: GroupSort) {
  const isDescending = sort.startsWith("-");
  const column = COLUMNS[sort.replace("-", "") as keyof typeof COLUMNS];
  return [{ [column]: isDescending ? ("desc" as const) : ("asc" as const) }];
}
