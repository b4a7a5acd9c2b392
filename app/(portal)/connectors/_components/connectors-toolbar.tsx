"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { ListToolbar, type ToolbarState } from "@/components/data-table/list-toolbar";
import { Button } from "@/components/ui/button";
import { CONNECTOR_FILTERS } from "@/lib/services/connectors/connector-filters";
import type { Filter } from "@/lib/table/filters";
import { savedFilterActions } from "../../_components/saved-filter-actions";
import { countConnectorsAction } from "../actions";
import { CONNECTOR_HELP, CONNECTOR_NOUN, CONNECTOR_SUGGESTIONS, loadConnectorChoices } from "./connectors-offers";

const savedActions = savedFilterActions("connectors");
const EXPORTS = { path: "/api/export/connectors", note: "All connectors that match, with what they report" };

async function countMatches(q: string, filters: readonly Filter[]) {
  const result = await countConnectorsAction({ q, filters: [...filters] });
  return result.ok ? result.data : null;
}

/** The rows of controls above the table of connectors. */
export function ConnectorsToolbar({ canAdd, ...state }: ToolbarState & { canAdd: boolean }) {
  return (
    <ListToolbar
      {...state}
      searchLabel="Search name, host or IP address"
      columns={CONNECTOR_FILTERS}
      suggestions={CONNECTOR_SUGGESTIONS}
      help={CONNECTOR_HELP}
      loadChoices={loadConnectorChoices}
      countMatches={countMatches}
      noun={CONNECTOR_NOUN}
      savedActions={savedActions}
      exports={EXPORTS}
      live
      primary={
        canAdd ? (
          <Button asChild variant="primary" icon={<Plus />}>
            <Link href="/connectors/new">Add App Connector</Link>
          </Button>
        ) : null
      }
    />
  );
}
