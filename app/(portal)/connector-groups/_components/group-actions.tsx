"use client";

import { Ban, CircleCheck, Pencil, Trash2 } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { GroupRow } from "@/lib/services/connector-groups/group-row";

type GroupActionsProps = { group: GroupRow; list: ListLocation };

/** What switching a group is called, and the parameter of the address that asks for it. */
function switchOf(group: GroupRow) {
  return group.enabled
    ? ({ word: "Disable", parameter: "disable", icon: Ban } as const)
    : ({ word: "Enable", parameter: "enable", icon: CircleCheck } as const);
}

/** Edit, disable or enable, and delete at the end of a row. */
export function GroupActions({ group, list }: GroupActionsProps) {
  const { word, parameter, icon: SwitchIcon } = switchOf(group);
  return (
    <span className="flex justify-end">
      <IconButton asChild label={`Edit ${group.name}`} tooltip="Edit">
        <ActionLink href={patchLocation(list, { edit: group.id })}>
          <Pencil />
        </ActionLink>
      </IconButton>
      <IconButton asChild label={`${word} ${group.name}`} tooltip={word}>
        <ActionLink href={patchLocation(list, { [parameter]: group.id })}>
          <SwitchIcon />
        </ActionLink>
      </IconButton>
      <IconButton asChild label={`Delete ${group.name}`} tooltip="Delete" tone="danger">
        <ActionLink href={patchLocation(list, { delete: group.id })} data-row-action="delete">
          <Trash2 />
        </ActionLink>
      </IconButton>
    </span>
  );
}

/** The same where rows are cards: words below the details. */
export function GroupCardActions({ group, list }: GroupActionsProps) {
  const { word, parameter, icon: SwitchIcon } = switchOf(group);
  return (
    <div className="flex flex-wrap gap-2">
      <Button asChild icon={<Pencil className="size-3.5" />}>
        <ActionLink href={patchLocation(list, { edit: group.id })} aria-label={`Edit ${group.name}`}>
          Edit
        </ActionLink>
      </Button>
      <Button asChild icon={<SwitchIcon className="size-3.5" />}>
        <ActionLink href={patchLocation(list, { [parameter]: group.id })} aria-label={`${word} ${group.name}`}>
          {word}…
        </ActionLink>
      </Button>
      <Button asChild icon={<Trash2 className="size-3.5" />} variant="danger-quiet">
        <ActionLink href={patchLocation(list, { delete: group.id })} aria-label={`Delete ${group.name}`}>
          Delete…
        </ActionLink>
      </Button>
    </div>
  );
}
