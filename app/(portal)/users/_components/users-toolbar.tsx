"use client";

import { ListToolbar, type ToolbarState } from "@/components/data-table/list-toolbar";
import { USER_FILTERS } from "@/lib/services/users/user-filters";
import type { Filter } from "@/lib/table/filters";
import { savedFilterActions } from "../../_components/saved-filter-actions";
import { countUsersAction } from "../actions";
import { InviteButton } from "./invite-button";
import { USER_NOUN, USER_SUGGESTIONS } from "./users-offers";

const savedActions = savedFilterActions("users");
const EXPORTS = { path: "/api/export/users", note: "All users and open invites that match" };

async function countMatches(q: string, filters: readonly Filter[]) {
  const result = await countUsersAction({ q, filters: [...filters] });
  return result.ok ? result.data : null;
}

/** The rows of controls above the table of users. */
export function UsersToolbar(state: ToolbarState) {
  return (
    <ListToolbar
      {...state}
      searchLabel="Search name or email"
      columns={USER_FILTERS}
      suggestions={USER_SUGGESTIONS}
      countMatches={countMatches}
      noun={USER_NOUN}
      savedActions={savedActions}
      exports={EXPORTS}
      live
      primary={<InviteButton />}
    />
  );
}
