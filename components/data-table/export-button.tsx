"use client";

import { FileDown } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { type ListLocation, patchLocation } from "./list-location";

const FORMATS = [
  { format: "csv", label: "CSV", sub: "for spreadsheets" },
  { format: "jsonl", label: "JSON Lines", sub: "for scripts" },
] as const;

type ExportButtonProps = {
  /** The route that streams the list; it takes the list's own parameters and `format`. */
  path: string;
  list: ListLocation;
  /** What the files hold, above the choices: "All keys that match, without the key strings". */
  note: string;
};

/** Downloads every row of the list as it is filtered and sorted, whatever page is shown. */
export function ExportButton({ path, list, note }: ExportButtonProps) {
  const hrefOf = (format: string) =>
    patchLocation({ ...list, path }, { format, page: null, perPage: null, cursor: null, expanded: null, saved: null });
  return (
    <LazyMenu
      className="w-56"
      trigger={
        <IconButton label="Export" tooltip="Export" size="md">
          <FileDown />
        </IconButton>
      }
    >
      {({ DropdownMenuItem, DropdownMenuLabel }) => (
        <>
          <DropdownMenuLabel>{note}</DropdownMenuLabel>
          {FORMATS.map(({ format, label, sub }) => (
            <DropdownMenuItem key={format} asChild>
              <a href={hrefOf(format)} download>
                <span className="flex-1">{label}</span>
                <span className="pl-3 text-xs text-fg-3">{sub}</span>
              </a>
            </DropdownMenuItem>
          ))}
        </>
      )}
    </LazyMenu>
  );
}
