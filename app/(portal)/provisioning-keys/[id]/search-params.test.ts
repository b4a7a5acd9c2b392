import { describe, expect, it } from "vitest";
import { parseKeyView } from "./search-params";

const ID = "3f0c5c1e-2f37-4c55-9a6e-0d7b8f1f2a11";
const OTHER = "9d5b1a52-7c1b-4d0e-8f64-5a0c2f9b7e42";

describe("parseKeyView", () => {
  it("shows 30 days without a dialog where nothing is asked for, or nothing that is known", () => {
    const plain = {
      period: "30d",
      dialog: null,
      switchTo: null,
      here: { path: `/provisioning-keys/${ID}`, search: "" },
    };
    for (const params of [{}, { period: "1y" }, { period: ["24h", "7d"] }, { edit: "1", disable: "yes" }]) {
      expect(parseKeyView(ID, params)).toEqual(plain);
    }
  });

  it("keeps the period under a dialog", () => {
    expect(parseKeyView(ID, { period: "7d", edit: ID, focus: "maximum" })).toMatchObject({
      period: "7d",
      dialog: { kind: "edit", id: ID, focus: "maximum" },
      here: { search: "period=7d" },
    });
  });

  it.each(["edit", "delete", "rotate", "revoke"])("opens the dialog to %s this key, and none of another", (kind) => {
    expect(parseKeyView(ID, { [kind]: ID }).dialog).toMatchObject({ kind, id: ID });
    expect(parseKeyView(ID, { [kind]: OTHER }).dialog).toBeNull();
  });

  it("asks one thing at a time", () => {
    expect(parseKeyView(ID, { disable: ID, delete: ID })).toMatchObject({ switchTo: "disable", dialog: null });
    expect(parseKeyView(ID, { enable: OTHER })).toMatchObject({ switchTo: null });
  });
});
