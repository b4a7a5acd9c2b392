"use client";

import { Pencil, Trash2 } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import { IconLink } from "@/components/data-table/icon-link";
import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";
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
          <Glyph name="pencil" />
        </IconButton>
        <IconButton label={`Delete ${row.name}`} disabledReason={reason} data-row-action="delete">
          <Glyph name="trash" />
        </IconButton>
      </span>
    );
  }
  return (
    <span className="flex justify-end">
      <IconLink href={editHref(list, row.id)} label={`Edit ${row.name}`} tooltip="Edit" icon="pencil" />
      <IconLink
        href={deleteHref(list, row.id)}
        label={`Delete ${row.name}`}
        tooltip="Delete"
        icon="trash"
        tone="danger"
        data-row-action="delete"
      />
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
