import { USER_FILTERS } from "@/lib/services/users/user-filters";
import { defineList } from "@/lib/table/define-list";

const SORT_COLUMNS = ["name", "email", "role", "status", "sessions", "lastSeen"] as const;
export type UserSortColumn = (typeof SORT_COLUMNS)[number];

/** The list of users and open invites. */
export const USERS_LIST = defineList({ filters: USER_FILTERS, sortColumns: SORT_COLUMNS, defaultSort: "name" });
