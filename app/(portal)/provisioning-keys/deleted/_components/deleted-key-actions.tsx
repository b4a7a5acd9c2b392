"use client";

import { ActionLink } from "@/components/data-table/action-link";
import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import type { DeletedKeyRow } from "@/lib/services/deleted-keys/deleted-key-row";

type DeletedKeyActionsProps = { row: DeletedKeyRow; list: ListLocation; className?: string };

/** What can be done about a deleted key. */
export function DeletedKeyActions({ row, list, className }: DeletedKeyActionsProps) {
  return (
    <span className={cn("flex gap-1.5", className)}>
      {row.connectors > 0 ? (
        <Button asChild variant="danger-quiet" className="-my-1">
          <ActionLink href={patchLocation(list, { revoke: row.id })} aria-label={`Revoke everything ${row.name} made`}>
            Revoke…
          </ActionLink>
        </Button>
      ) : null}
      <Button asChild className="-my-1">
        <ActionLink href={patchLocation(list, { restore: row.id })} aria-label={`Restore ${row.name}`}>
          Restore…
        </ActionLink>
      </Button>
    </span>
  );
}
