"use client";

import { Plus } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import { patchLocation } from "@/components/data-table/list-location";
import { ListToolbar, type ToolbarState } from "@/components/data-table/list-toolbar";
import { Button } from "@/components/ui/button";
import { GROUP_FILTERS } from "@/lib/services/connector-groups/group-filters";
import type { Filter } from "@/lib/table/filters";
import { savedFilterActions } from "../../_components/saved-filter-actions";
import { countGroupsAction } from "../actions";
import { GROUP_HELP, GROUP_NOUN, GROUP_SUGGESTIONS, loadGroupChoices } from "./groups-offers";

const savedActions = savedFilterActions("connector-groups");
const EXPORTS = { path: "/api/export/connector-groups", note: "All groups that match, with their settings" };

async function countMatches(q: string, filters: readonly Filter[]) {
  const result = await countGroupsAction({ q, filters: [...filters] });
  return result.ok ? result.data : null;
}

/** The rows of controls above the table of groups. */
export function GroupsToolbar({ canWrite, ...state }: ToolbarState & { canWrite: boolean }) {
  return (
    <ListToolbar
      {...state}
      searchLabel="Search name, location or description"
      columns={GROUP_FILTERS}
      suggestions={GROUP_SUGGESTIONS}
      help={GROUP_HELP}
      loadChoices={loadGroupChoices}
      countMatches={countMatches}
      noun={GROUP_NOUN}
      savedActions={savedActions}
      exports={EXPORTS}
      live
      primary={
        canWrite ? (
          <Button asChild variant="primary" icon={<Plus />}>
            <ActionLink href={patchLocation(state.list, { add: "1" })}>Add group</ActionLink>
          </Button>
        ) : null
      }
    />
  );
}
