import type { Suggestion } from "@/components/data-table/filter-bar/filter-bar";
import type { RowNoun } from "@/components/data-table/filter-bar/words";

export const USER_NOUN: RowNoun = ["user", "users"];

/** What is offered while no filter is set. */
export const USER_SUGGESTIONS: readonly Suggestion[] = [
  { column: "status", op: "any" },
  { column: "role", op: "any" },
  { column: "name", op: "contains" },
  { column: "lastSeen", op: "last", text: "30" },
];
