import { writeCsvRecord } from "@/lib/format/write-csv";
import type { RunReport } from "./run-batches";

/**
 * The results of a run as CSV (RFC 4180), in the order the rows had their turn.
 * In: the report, why the rest is not done. Out: the text, without anything a spreadsheet would run as a formula.
 */
export function writeResultsCsv({ results, rest }: RunReport, restReason: string): string {
  return [
    ["id", "name", "outcome", "reason"],
    ...results.map(({ id, name, outcome, reason }) => [id, name, outcome, reason]),
    ...rest.map((id) => [id, null, "not done", restReason]),
  ]
    .map(writeCsvRecord)
    .join("");
}
