import type { Suggestion } from "@/components/data-table/filter-bar/filter-bar";
import type { RowNoun } from "@/components/data-table/filter-bar/words";

export const CERTIFICATE_NOUN: RowNoun = ["certificate", "certificates"];

/** What is offered while no filter is set. */
export const CERTIFICATE_SUGGESTIONS: readonly Suggestion[] = [
  { column: "status", op: "any" },
  { column: "expires", op: "next", text: "30" },
  { column: "commonName", op: "contains" },
  { column: "issuedBy", op: "contains" },
];
