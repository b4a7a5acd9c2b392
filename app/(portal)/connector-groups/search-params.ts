import { ALL_ROWS, type ListLocation } from "@/components/data-table/list-location";
import {
  DEFAULT_GROUP_SORT,
  groupIdSchema,
  type ListGroupsInput,
  parseGroupParams,
} from "@/lib/services/connector-groups/schema";

export const GROUPS_PATH = "/connector-groups";

export type GroupsDialog = { kind: "add" } | { kind: "edit" | "delete"; id: string };
export type GroupsView = {
  input: ListGroupsInput;
  expanded: typeof ALL_ROWS | string[];
  dialog: GroupsDialog | null;
  list: ListLocation;
};

type Params = Record<string, string | string[] | undefined>;

const isId = (text: string) => groupIdSchema.safeParse(text).success;

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given. */
export function parseGroupsView(params: Params): GroupsView {
  const input = parseGroupParams(params);
  const ids = typeof params.expanded === "string" ? params.expanded.split(",").slice(0, 100) : [];
  const expanded = params.expanded === ALL_ROWS ? ALL_ROWS : ids.filter(isId);
  const search = new URLSearchParams();
  if (input.q !== "") search.set("q", input.q);
  if (input.sort !== DEFAULT_GROUP_SORT) search.set("sort", input.sort);
  if (input.page !== 1) search.set("page", String(input.page));
  if (input.perPage !== 25) search.set("perPage", String(input.perPage));
  if (expanded.length > 0) search.set("expanded", expanded === ALL_ROWS ? ALL_ROWS : expanded.join(","));
  return { input, expanded, dialog: parseDialog(params), list: { path: GROUPS_PATH, search: search.toString() } };
}

function parseDialog({ add, edit, delete: remove }: Params): GroupsDialog | null {
  if (typeof edit === "string" && isId(edit)) return { kind: "edit", id: edit };
  if (typeof remove === "string" && isId(remove)) return { kind: "delete", id: remove };
  return add === "1" ? { kind: "add" } : null;
}
