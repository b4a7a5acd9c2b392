import { Network } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";

/** In place of the table while there is no group at all. */
export function NoGroups({ list, canWrite }: { list: ListLocation; canWrite: boolean }) {
  return (
    <EmptyState
      className="border-t"
      icon={<Network />}
      title="No App Connector Groups yet"
      actions={
        canWrite ? (
          <Button asChild>
            <ActionLink href={patchLocation(list, { add: "1" })}>Add the first group</ActionLink>
          </Button>
        ) : null
      }
    >
      <p>
        A group holds the App Connectors of one place and their settings.
        {canWrite ? "" : " An Admin or Owner can add the first one."}
      </p>
    </EmptyState>
  );
}
