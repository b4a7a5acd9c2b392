import { expect, it } from "vitest";
import { parseAuditView, stepNewer, stepOlder } from "./search-params";

it("goes to older pages and back the same way", () => {
  const first = parseAuditView({});
  const older = stepOlder(first, "500");
  expect(older).toEqual({ before: "500", trail: "0", expanded: null });
  const second = parseAuditView({ before: "500", trail: "0" });
  expect(stepOlder(second, "450")).toEqual({ before: "450", trail: "0,500", expanded: null });
  const third = parseAuditView({ before: "450", trail: "0,500" });
  expect(stepNewer(third)).toEqual({ before: "500", trail: "0", expanded: null });
  expect(stepNewer(second)).toEqual({ before: null, trail: null, expanded: null });
});

it("takes what is no position for not given", () => {
  const view = parseAuditView({ before: "0x10", trail: "-1,0,7,abc", expanded: "12,1e3,,99999999999999999999" });
  expect(view.input.before).toBeNull();
  expect(view.trail).toEqual(["0", "7"]);
  expect(view.expanded).toEqual(["12"]);
});

it("shows the newest page when the way back is not known", () => {
  expect(stepNewer(parseAuditView({ before: "20" }))).toEqual({ before: null, trail: null, expanded: null });
});
