"use client";

import { FoldVertical, Plus, UnfoldVertical } from "lucide-react";
import { ActionLink } from "@/components/data-table/action-link";
import { ALL_ROWS, type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { RefreshButton } from "@/components/data-table/refresh-button";
import { SearchBox } from "@/components/data-table/search-box";
import { UpdatedNote } from "@/components/live/updated-note";
import { Button } from "@/components/ui/button";
import { Toolbar, ToolbarSeparator, ToolbarSpacer } from "@/components/ui/toolbar";

type KeysToolbarProps = { list: ListLocation; q: string; maxLength: number; allExpanded: boolean; canWrite: boolean };

/** The row of controls above the table. */
export function KeysToolbar({ list, q, maxLength, allExpanded, canWrite }: KeysToolbarProps) {
  return (
    <Toolbar label="Table tools" className="max-md:flex-wrap max-md:gap-2 max-md:pr-(--gutter)">
      {canWrite ? (
        <Button asChild variant="primary" icon={<Plus />} className="max-md:flex-1">
          <ActionLink href="/provisioning-keys/new" scroll>
            Add provisioning key
          </ActionLink>
        </Button>
      ) : (
        <Button
          variant="primary"
          icon={<Plus />}
          className="max-md:flex-1"
          disabledReason="Your role does not add keys. Ask an Admin or Owner."
        >
          Add provisioning key
        </Button>
      )}
      <ToolbarSeparator />
      <SearchBox
        label="Search name, group or fingerprint"
        value={q}
        list={list}
        maxLength={maxLength}
        className="w-72 shrink max-md:order-last max-md:w-auto max-md:flex-1 max-md:basis-full"
      />
      <ToolbarSpacer />
      <UpdatedNote />
      <RefreshButton list={list} />
      <ToolbarSeparator />
      <Button
        asChild
        variant="quiet"
        className="max-md:hidden"
        icon={allExpanded ? <FoldVertical /> : <UnfoldVertical />}
      >
        <ActionLink replace href={patchLocation(list, { expanded: allExpanded ? null : ALL_ROWS })}>
          {allExpanded ? "Collapse all" : "Expand all"}
        </ActionLink>
      </Button>
    </Toolbar>
  );
}
