import type { Suggestion } from "@/components/data-table/filter-bar/filter-bar";
import type { FilterHelp } from "@/components/data-table/filter-bar/help";
import type { LoadChoices } from "@/components/data-table/filter-bar/use-choices";
import type { RowNoun } from "@/components/data-table/filter-bar/words";
import { DISCONNECTED_DAYS_OFFERED } from "@/lib/services/connectors/schema";
import { listGroupChoicesAction, listKeyChoicesAction } from "../actions";

export const CONNECTOR_NOUN: RowNoun = ["App Connector", "App Connectors"];

/** What is offered while no filter is set. */
export const CONNECTOR_SUGGESTIONS: readonly Suggestion[] = [
  { column: "status", op: "any" },
  { column: "group", op: "any", label: "Group" },
  { column: "disconnected", op: "gte", text: "14" },
  { column: "certificate", op: "next", text: "30" },
];

export const CONNECTOR_HELP: FilterHelp = {
  disconnected: {
    presets: DISCONNECTED_DAYS_OFFERED.map((days) => ({
      label: `${days} days or more`,
      op: "gte",
      text: String(days),
    })),
    note: () => "Disabled and revoked connectors do not match, nor those that never reported.",
  },
  lastSeen: {
    presets: [
      { label: "Last day", op: "last", text: "1" },
      { label: "Last 7 days", op: "last", text: "7" },
      { label: "Never", op: "never" },
    ],
  },
  certificate: {
    presets: [
      { label: "Next 7 days", op: "next", text: "7" },
      { label: "Next 30 days", op: "next", text: "30" },
    ],
    note: (op) => (op === "never" ? "Connectors that have no certificate." : undefined),
  },
  enrolled: {
    presets: [
      { label: "Last day", op: "last", text: "1" },
      { label: "Last 7 days", op: "last", text: "7" },
      { label: "Last 30 days", op: "last", text: "30" },
    ],
  },
};

/** Looks up the groups or keys that a filter can name. */
export const loadConnectorChoices: LoadChoices = async (column, search) => {
  if (column === "group") {
    const result = await listGroupChoicesAction({ q: search });
    if (!result.ok) return { error: result.error.message };
    const { groups, more } = result.data;
    return { choices: groups.map(({ id, name }) => ({ value: id, label: name })), more };
  }
  const result = await listKeyChoicesAction({ q: search });
  if (!result.ok) return { error: result.error.message };
  const { keys, more } = result.data;
  return { choices: keys.map(({ id, name }) => ({ value: id, label: name })), more };
};
