"use client";

import { Pencil, Trash2 } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { deleteHref, editHref } from "./key-row-links";
import { useList } from "./list-context";
import { explainManaged } from "./row-reasons";

/** Edit and Delete at the end of a row; off with the reason for a managed key. */
export function RowActions({ row }: { row: KeyRow }) {
  const list = useList();
  const reason = row.managedBy === null ? undefined : explainManaged(row);
  if (reason) {
    return (
      <span className="flex justify-end">
        <IconButton label={`Edit ${row.name}`} disabledReason={reason}>
          <Pencil />
        </IconButton>
        <IconButton label={`Delete ${row.name}`} disabledReason={reason} data-row-action="delete">
          <Trash2 />
        </IconButton>
      </span>
    );
  }
  return (
    <span className="flex justify-end">
      <IconButton asChild label={`Edit ${row.name}`} tooltip="Edit">
        <ActionLink href={editHref(list, row.id)}>
          <Pencil />
        </ActionLink>
      </IconButton>
      <IconButton asChild label={`Delete ${row.name}`} tooltip="Delete" tone="danger">
        <ActionLink href={deleteHref(list, row.id)} data-row-action="delete">
          <Trash2 />
        </ActionLink>
      </IconButton>
    </span>
  );
}

/** The same two where rows are cards: words below the details. */
export function CardActions({ row }: { row: KeyRow }) {
  const list = useList();
  const reason = row.managedBy === null ? undefined : explainManaged(row);
  if (reason) return <p className="text-fg-2">{reason}</p>;
  return (
    <div className="flex gap-2">
      <Button asChild icon={<Pencil className="size-3.5" />}>
        <ActionLink href={editHref(list, row.id)} aria-label={`Edit ${row.name}`}>
          Edit
        </ActionLink>
      </Button>
      <Button asChild icon={<Trash2 className="size-3.5" />} variant="danger-quiet">
        <ActionLink href={deleteHref(list, row.id)} aria-label={`Delete ${row.name}`}>
          Delete…
        </ActionLink>
      </Button>
    </div>
  );
}
