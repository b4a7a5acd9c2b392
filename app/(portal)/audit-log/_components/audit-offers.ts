import type { Suggestion } from "@/components/data-table/filter-bar/filter-bar";
import type { FilterHelp } from "@/components/data-table/filter-bar/help";
import type { RowNoun } from "@/components/data-table/filter-bar/words";

export const AUDIT_NOUN: RowNoun = ["event", "events"];

/** What is offered while no filter is set. */
export const AUDIT_SUGGESTIONS: readonly Suggestion[] = [
  { column: "at", op: "last", text: "7" },
  { column: "action", op: "any" },
  { column: "actor", op: "contains" },
  { column: "target", op: "contains" },
];

export const AUDIT_HELP: FilterHelp = {
  at: {
    presets: [
      { label: "Last day", op: "last", text: "1" },
      { label: "Last 7 days", op: "last", text: "7" },
      { label: "Last 30 days", op: "last", text: "30" },
    ],
  },
};
