"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { ActionLink } from "@/components/data-table/action-link";
import { ListToolbar, type ToolbarState } from "@/components/data-table/list-toolbar";
import { leaveFor } from "@/components/leaving";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";
import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { savedFilterActions } from "../../_components/saved-filter-actions";
import { countKeyMatches } from "./count-key-matches";
import { KEY_FILTER_HELP, KEY_FILTER_SUGGESTIONS, KEY_NOUN } from "./key-filters";
import { loadKeyFilterChoices } from "./load-key-filter-choices";

const savedActions = savedFilterActions("provisioning-keys");
const EXPORTS = { path: "/api/export/provisioning-keys", note: "All keys that match, without key strings" };

/** The rows of controls above the table of keys. */
export function KeysToolbar({ canWrite, ...state }: ToolbarState & { canWrite: boolean }) {
  const router = useRouter();
  const add = () => leaveFor("/provisioning-keys/new", router.push);
  useShortcut({ keys: "n", label: "Add provisioning key", group: "Anywhere", enabled: canWrite, run: add });
  return (
    <ListToolbar
      {...state}
      searchLabel="Search name, group or fingerprint"
      columns={KEY_FILTERS}
      suggestions={KEY_FILTER_SUGGESTIONS}
      help={KEY_FILTER_HELP}
      loadChoices={loadKeyFilterChoices}
      countMatches={countKeyMatches}
      noun={KEY_NOUN}
      savedActions={savedActions}
      exports={EXPORTS}
      live
      expandsInPlace
      primary={
        canWrite ? (
          <Button asChild variant="primary" icon={<Plus />} className="max-md:flex-1 max-md:px-2.5">
            <ActionLink href="/provisioning-keys/new" scroll>
              Add provisioning key
            </ActionLink>
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Plus />}
            className="max-md:flex-1 max-md:px-2.5"
            disabledReason="Your role does not add keys. Ask an Admin or Owner."
          >
            Add provisioning key
          </Button>
        )
      }
    />
  );
}
