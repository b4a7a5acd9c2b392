import { describe, expect, it } from "vitest";
import { encodeBase64 } from "./base64";
import { recognizeProvisioningKey } from "./recognize";
import vectors from "./test-vectors.json";

const { key: KEY = "", host: HOST = "" } = vectors.valid[1] ?? {};
const DATA = KEY.split("|")[2] ?? "";
const find = (text: string) => recognizeProvisioningKey(text, ["gw.other.example", HOST]);
const toBase64 = (text: string) => encodeBase64(new TextEncoder().encode(text));

describe("recognizeProvisioningKey", () => {
  it("leaves a key as it is, also one that is wrapped or damaged", () => {
    for (const text of [
      KEY,
      ` ${KEY.slice(0, 40)}\n${KEY.slice(40)}\n`,
      KEY.slice(0, -5),
      "",
      "no key",
      "a=b",
      "x".repeat(9000),
    ]) {
      expect(find(text)).toEqual({ text, wrapping: null });
    }
  });

  it.each([
    [`LATCHKEY_PROVISIONING_KEY=${KEY}`, "LATCHKEY_PROVISIONING_KEY"],
    [`# connector\nexport KEY="${KEY}"\nOTHER=1\n`, "KEY"],
    [`KEY='${KEY}' # from the portal`, "KEY"],
    [`KEY=${KEY}   # from the portal`, "KEY"],
    [`A=1\r\nKEY=${KEY}\r\nB=2`, "KEY"],
    [`KEY=${KEY.slice(0, 60)}\n${KEY.slice(60)}\n`, "KEY"],
    [`  provisioning_key: "${KEY}"`, "provisioning_key"],
    [`  "provisioningKey": "${KEY}",`, "provisioningKey"],
  ])("finds it in a setting: %#", (text, name) => {
    const found = find(text);
    expect(found.text.replace(/\s/g, "")).toBe(KEY);
    expect(found.wrapping).toEqual({ kind: "setting", name });
  });

  it("finds it in quotes and in a value of a Kubernetes Secret", () => {
    for (const quote of [`"`, "'", "`"]) {
      expect(find(`${quote}${KEY}${quote}`)).toEqual({ text: KEY, wrapping: { kind: "quotes" } });
    }
    expect(find(toBase64(KEY))).toEqual({ text: KEY, wrapping: { kind: "base64", name: null } });
    expect(find(`  provisioning-key: ${toBase64(`${KEY}\n`)}\n`)).toEqual({
      text: KEY,
      wrapping: { kind: "base64", name: "provisioning-key" },
    });
  });

  it("puts the host in front of a third field, the one that fits before the likeliest", () => {
    expect(find(DATA)).toEqual({ text: KEY, wrapping: { kind: "data_alone", host: HOST } });
    expect(find(DATA.slice(0, -1))).toMatchObject({
      text: `1|gw.other.example|${DATA.slice(0, -1)}`,
      wrapping: { kind: "data_alone", host: "gw.other.example" },
    });
    expect(find(DATA.slice(0, 90)).wrapping).toBeNull();
    expect(recognizeProvisioningKey(DATA, []).wrapping).toBeNull();
  });

  it("hands on what is damaged inside a wrapping", () => {
    expect(find(`KEY="${KEY.slice(0, -1)}"`)).toEqual({
      text: KEY.slice(0, -1),
      wrapping: { kind: "setting", name: "KEY" },
    });
  });
});
