import { type ListView, parseListView } from "@/components/data-table/list-view";
import { USERS_LIST, type UserSortColumn } from "@/lib/services/users/list/schema";
import type { Params } from "@/lib/table/list";

export type UsersView = ListView<UserSortColumn>;

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given, and is named. */
export function parseUsersView(params: Params): UsersView {
  return parseListView(params, USERS_LIST, "/users");
}
