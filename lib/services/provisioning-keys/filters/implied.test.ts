import { describe, expect, it } from "vitest";
import { implyConditions } from "@/lib/services/provisioning-keys/filters/implied";
import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { parseFilterTexts } from "@/lib/table/filters-parse";

/** What the filters imply, as SQL with its values put in. */
function imply(...texts: string[]): string[] {
  const { filters, dropped } = parseFilterTexts(texts, KEY_FILTERS);
  expect(dropped).toEqual([]);
  return implyConditions(filters).map(({ seek }) =>
    seek.strings.reduce((sql, part, n) => `${sql}${seek.values[n - 1]}${part}`),
  );
}

const NEVER = ["false"];

describe("implyConditions", () => {
  it.each([
    [["used:gt:5", "used:lt:6"]],
    [["maximum:lt:1", "name:contains:abc"]],
    [["utilization:gt:1000000", "used:gte:1"]],
    [["used:gt:9007199254740990", "limit:any:unlimited"]],
    [["status:any:active", "status:any:disabled"]],
    [["status:none:active,expiring,exhausted,expired", "status:none:disabled"]],
    [["limit:any:unlimited", "limit:any:limited"]],
    [["limit:any:unlimited", "maximum:gte:5"]],
    [["limit:any:unlimited", "utilization:lt:50"]],
    [["limit:any:unlimited", "status:any:exhausted"]],
    [["status:any:exhausted", "utilization:lt:100"]],
    [["status:any:exhausted", "used:eq:0"]],
    [["status:any:active,expiring", "utilization:gte:100"]],
    [["status:any:active", "used:gte:10", "maximum:lte:10"]],
    [["maximum:eq:10", "used:eq:5", "utilization:gt:50"]],
    [["maximum:gte:10", "used:lt:5", "utilization:gte:50"]],
    [["lastUsed:never", "lastUsed:last:7"]],
  ])("sees that no key can meet %j", (texts) => {
    expect(imply(...texts)).toEqual(NEVER);
  });

  it.each([
    // A maximum may have been lowered below the count.
    [["maximum:eq:1", "used:gte:50"], ["k.utilization >= 5000::int"]],
    [["maximum:lte:7", "used:gt:9"], ["k.utilization >= 142::int"]],
    [["maximum:eq:1", "used:gte:2000000000"], ["k.utilization >= 1000000::int"]],
    [["lastUsed:never", "used:gte:1"], ["k.used > 0"]],
    [["lastUsed:never", "used:ne:0"], ["k.used > 0"]],
    [["lastUsed:last:7", "used:lt:1"], ["(k.used < 1 AND k.last_used_at IS NOT NULL)"]],
  ])("adds to %j what leads to fewer keys", (texts, implied) => {
    expect(imply(...texts)).toEqual(implied);
  });

  it.each([
    [[]],
    [["lastUsed:never"]],
    [["maximum:between:20,50", "used:between:20,40"]],
    [["status:any:exhausted", "maximum:eq:10"]],
    [["status:any:exhausted", "utilization:gte:100"]],
    // Neither asks for a number: a key without a maximum meets both.
    [["maximum:ne:1", "used:gte:50"]],
    [["used:gte:50", "limit:any:unlimited"]],
    [["status:any:active,disabled", "utilization:gte:100"]],
    [["status:any:expired", "utilization:gte:100"]],
    [["lastUsed:never", "used:eq:0"]],
    [["lastUsed:last:7", "used:gte:1"]],
    [["utilization:eq:50", "used:eq:5", "maximum:eq:10"]],
  ])("adds nothing to %j", (texts) => {
    expect(imply(...texts)).toEqual([]);
  });
});
