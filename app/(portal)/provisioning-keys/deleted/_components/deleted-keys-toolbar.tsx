"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { Suggestion } from "@/components/data-table/filter-bar/filter-bar";
import type { RowNoun } from "@/components/data-table/filter-bar/words";
import { ListToolbar, type ToolbarState } from "@/components/data-table/list-toolbar";
import { Button } from "@/components/ui/button";
import { DELETED_KEY_FILTERS } from "@/lib/services/deleted-keys/deleted-key-filters";
import type { Filter } from "@/lib/table/filters";
import { savedFilterActions } from "../../../_components/saved-filter-actions";
import { countDeletedKeysAction } from "../actions";

export const DELETED_KEY_NOUN: RowNoun = ["deleted key", "deleted keys"];

const SUGGESTIONS: readonly Suggestion[] = [
  { column: "deleted", op: "last", text: "7" },
  { column: "deletedBy", op: "contains" },
];
const savedActions = savedFilterActions("deleted-keys");
const EXPORTS = { path: "/api/export/deleted-keys", note: "All deleted keys that match, without secrets" };

async function countMatches(q: string, filters: readonly Filter[]) {
  const result = await countDeletedKeysAction({ q, filters: [...filters] });
  return result.ok ? result.data : null;
}

/** The rows of controls above the table of deleted keys. */
export function DeletedKeysToolbar(state: ToolbarState) {
  return (
    <ListToolbar
      {...state}
      searchLabel="Search name, group or fingerprint"
      columns={DELETED_KEY_FILTERS}
      suggestions={SUGGESTIONS}
      countMatches={countMatches}
      noun={DELETED_KEY_NOUN}
      savedActions={savedActions}
      exports={EXPORTS}
      live
      primary={
        <Button asChild icon={<ArrowLeft />}>
          <Link href="/provisioning-keys">Back to the keys</Link>
        </Button>
      }
    />
  );
}
