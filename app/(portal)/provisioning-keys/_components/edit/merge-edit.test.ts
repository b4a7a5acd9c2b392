import { expect, it } from "vitest";
import { type KeyFields, mergeEdit } from "./merge-edit";

const start: KeyFields = {
  name: "fra1",
  maximum: 50,
  signingCertificateId: "c1",
  viewOrExport: true,
  expiresAt: null,
  allowList: ["10.0.0.0/8"],
  enabled: true,
};

it("takes over what only the other changed and keeps what only I changed", () => {
  const saved = { ...start, allowList: ["10.0.0.0/8", "192.0.2.0/24"], enabled: false };
  const mine = { ...start, name: "fra2" };
  expect(mergeEdit(start, saved, mine)).toEqual({
    values: { ...start, name: "fra2", allowList: saved.allowList, enabled: false },
    differing: [],
    takenOver: ["allowList", "enabled"],
  });
});

it("asks about fields both changed differently and keeps mine until then", () => {
  const merge = mergeEdit(start, { ...start, maximum: 75 }, { ...start, maximum: 60 });
  expect(merge.differing).toEqual(["maximum"]);
  expect(merge.values.maximum).toBe(60);
});

it("does not ask when both made the same change", () => {
  const merge = mergeEdit(start, { ...start, maximum: null }, { ...start, maximum: null });
  expect(merge).toEqual({ values: { ...start, maximum: null }, differing: [], takenOver: [] });
});

it("takes Unlimited and a number that is not typed yet for different things", () => {
  const merge = mergeEdit(start, { ...start, maximum: null }, { ...start, maximum: Number.NaN });
  expect(merge.differing).toEqual(["maximum"]);
});
