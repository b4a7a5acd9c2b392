import { expect, it } from "vitest";
import { AUDIT_ACTIONS } from "@/lib/services/audit";
import { compareFields, describeAction } from "./audit-words";

it("has words for every action that is written", () => {
  expect(AUDIT_ACTIONS.filter((action) => describeAction(action) === action)).toEqual([]);
});

it("puts the written fields side by side", () => {
  expect(
    compareFields('{"maximum":50,"allowList":[]}', '{"maximum":null,"allowList":["10.0.0.0/8"],"viewOrExport":false}'),
  ).toEqual([
    { field: "Maximum", before: "50", after: "Unlimited" },
    { field: "Allow list", before: "None", after: "10.0.0.0/8" },
    { field: "View or export", before: undefined, after: "No" },
  ]);
  expect(compareFields(null, null)).toEqual([]);
});
