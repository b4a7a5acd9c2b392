import { type ListView, parseListView } from "@/components/data-table/list-view";
import { GROUPS_LIST, type GroupSortColumn } from "@/lib/services/connector-groups/list/schema";
import { groupIdSchema } from "@/lib/services/connector-groups/schema";
import type { Params } from "@/lib/table/list";

const OF_A_GROUP = ["edit", "delete", "disable", "enable"] as const;

export type GroupsDialog = { kind: "add" } | { kind: (typeof OF_A_GROUP)[number]; id: string };
export type GroupsView = ListView<GroupSortColumn> & { dialog: GroupsDialog | null };

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given, and is named. */
export function parseGroupsView(params: Params): GroupsView {
  return { ...parseListView(params, GROUPS_LIST, "/connector-groups"), dialog: parseDialog(params) };
}

function parseDialog(params: Params): GroupsDialog | null {
  for (const kind of OF_A_GROUP) {
    const id = groupIdSchema.safeParse(params[kind]);
    if (id.success) return { kind, id: id.data };
  }
  return params.add === "1" ? { kind: "add" } : null;
}
