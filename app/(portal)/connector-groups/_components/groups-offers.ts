import type { Suggestion } from "@/components/data-table/filter-bar/filter-bar";
import type { FilterHelp } from "@/components/data-table/filter-bar/help";
import type { LoadChoices } from "@/components/data-table/filter-bar/use-choices";
import type { RowNoun } from "@/components/data-table/filter-bar/words";

export const GROUP_NOUN: RowNoun = ["group", "groups"];

/** What is offered while no filter is set. */
export const GROUP_SUGGESTIONS: readonly Suggestion[] = [
  { column: "status", op: "any" },
  { column: "connectors", op: "eq", text: "0" },
  { column: "country", op: "any" },
  { column: "version", op: "any" },
];

const SINCE = [
  { label: "Last day", op: "last", text: "1" },
  { label: "Last 7 days", op: "last", text: "7" },
  { label: "Last 30 days", op: "last", text: "30" },
] as const;

export const GROUP_HELP: FilterHelp = {
  connectors: {
    presets: [
      { label: "None", op: "eq", text: "0" },
      { label: "1 or more", op: "gte", text: "1" },
    ],
    note: () => "Deleted connectors do not count; pending ones do.",
  },
  keys: {
    presets: [
      { label: "None", op: "eq", text: "0" },
      { label: "2 or more", op: "gte", text: "2" },
    ],
    note: () => "Deleted keys do not count.",
  },
  country: { note: (op) => (op === "none" ? "Groups without a country match too." : undefined) },
  created: { presets: SINCE },
  changed: { presets: SINCE },
};

/** The countries a filter can name; their names are read when somebody looks for one. */
export const loadGroupChoices: LoadChoices = async () => {
  const { COUNTRY_NAMES } = await import("@/lib/geo/countries");
  const choices = [...COUNTRY_NAMES].map(([value, label]) => ({ value, label }));
  return { choices: choices.sort((a, b) => a.label.localeCompare(b.label, "en")) };
};
