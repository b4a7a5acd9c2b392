import "server-only";
import { type GroupRow, type RawGroup, toGroupRow } from "@/lib/services/connector-groups/group-row";
import { GROUPS_LIST, type GroupSortColumn } from "@/lib/services/connector-groups/list/schema";
import { GROUPS_SOURCE } from "@/lib/services/connector-groups/list/source";
import { countList, selectListPage } from "@/lib/services/table/select-list";
import { verb } from "@/lib/services/verb";
import type { ListPage } from "@/lib/table/list";

/**
 * A page of the App Connector Groups. In: search (name, location, description), filters, order, page. Out: the page, with the
 * counts of each group. Throws what `verb` throws.
 */
export const listGroups = verb({
  permission: "group.read",
  effect: "read",
  input: GROUPS_LIST.schema,
  run: async ({ input, tx }): Promise<ListPage<GroupRow>> => {
    const page = await selectListPage<RawGroup, GroupSortColumn>(tx, GROUPS_SOURCE, input);
    const now = new Date();
    return { ...page, rows: page.rows.map((row) => toGroupRow(row, now)) };
  },
});

/** How many of them search and filters leave. In: both. Out: the count. Throws what `verb` throws. */
export const countGroups = verb({
  permission: "group.read",
  effect: "read",
  input: GROUPS_LIST.countSchema,
  run: ({ input, tx }) => countList(tx, GROUPS_SOURCE, input),
});
