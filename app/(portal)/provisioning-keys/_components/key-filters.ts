import type { Suggestion } from "@/components/data-table/filter-bar/filter-bar";
import type { FilterHelp } from "@/components/data-table/filter-bar/help";
import type { RowNoun } from "@/components/data-table/filter-bar/words";

export const KEY_NOUN: RowNoun = ["key", "keys"];

/** What is offered while no filter is set. */
export const KEY_FILTER_SUGGESTIONS: readonly Suggestion[] = [
  { column: "name", op: "contains" },
  { column: "group", op: "any", label: "Group" },
  { column: "utilization", op: "gte", text: "80" },
  { column: "status", op: "any" },
];

/** Comparisons that are often wanted, and what they do with keys that have no such value. */
export const KEY_FILTER_HELP: FilterHelp = {
  maximum: {
    note: (op) =>
      op === "ne" ? "Unlimited keys match too." : "Unlimited keys never match; the field Limit finds them.",
  },
  used: {
    presets: [
      { label: "None yet", op: "eq", text: "0" },
      { label: "100 or more", op: "gte", text: "100" },
    ],
  },
  utilization: {
    presets: [
      { label: "≥ 50\u00a0%", op: "gte", text: "50" },
      { label: "≥ 80\u00a0%", op: "gte", text: "80" },
      { label: "≥ 95\u00a0%", op: "gte", text: "95" },
      { label: "Limit reached", op: "gte", text: "100" },
    ],
    note: (op) =>
      op === "ne"
        ? "Unlimited keys have no utilization and always match."
        : "Unlimited keys have no utilization and never match.",
  },
  expires: {
    presets: [
      { label: "Within 14 days", op: "next", text: "14" },
      { label: "Within 30 days", op: "next", text: "30" },
      { label: "Expired in the last 30 days", op: "last", text: "30" },
      { label: "Never", op: "never" },
    ],
  },
  lastUsed: {
    presets: [
      { label: "Last 7 days", op: "last", text: "7" },
      { label: "Last 30 days", op: "last", text: "30" },
      { label: "Never", op: "never" },
    ],
  },
  created: {
    presets: [
      { label: "Last day", op: "last", text: "1" },
      { label: "Last 7 days", op: "last", text: "7" },
      { label: "Last 30 days", op: "last", text: "30" },
    ],
  },
};
