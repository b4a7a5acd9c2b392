import { describe, expect, it } from "vitest";
import vectors from "@/lib/provisioning-key/test-vectors.json";
import { inspectKey } from "./inspect-key";

const { key: KEY = "", pin: PIN = "", host: HOST = "" } = vectors.valid[1] ?? {};
const OURS = { host: HOST, otherHosts: [], rootPin: PIN };

describe("inspectKey", () => {
  it("tells ours, an earlier host, a strange host and another Root apart", () => {
    expect(inspectKey("  ", OURS)).toBeNull();
    expect(inspectKey(KEY, OURS)).toMatchObject({ tone: "ok", key: { canonical: KEY } });
    const moved = { ...OURS, host: "new.example.com" };
    expect(inspectKey(KEY, { ...moved, otherHosts: [HOST] })?.text).toContain("Other keys of this portal");
    expect(inspectKey(KEY, moved)).toMatchObject({ tone: "warn", title: expect.stringContaining(HOST) });
    // A key of another installation is not asked for here.
    expect(inspectKey(KEY, { ...OURS, rootPin: "00".repeat(32) })).toMatchObject({ tone: "bad", key: null });
  });

  it("says where a damaged key is damaged, and which key was meant", () => {
    const damaged = KEY.slice(0, -1);
    expect(inspectKey(damaged, OURS)).toMatchObject({
      tone: "bad",
      title: "The key is damaged: its last character is missing.",
      key: { canonical: KEY },
    });
    expect(inspectKey(KEY.slice(0, 90), OURS)).toMatchObject({ tone: "bad", key: null });
  });

  it("reads a key inside other text, says so, and says what is missing around a third part", () => {
    expect(inspectKey(`export KEY="${KEY}"`, OURS)).toMatchObject({
      tone: "ok",
      found: "The value of KEY was read.",
      isRepaired: false,
      key: { canonical: KEY },
    });
    expect(inspectKey(KEY.split("|")[2] ?? "", { ...OURS, host: "new.example.com", otherHosts: [HOST] })).toMatchObject(
      {
        tone: "warn",
        title: "Version and host of the key are missing.",
        found: `The text is the third part of a key alone. It was read with version 1 and host ${HOST}.`,
        isRepaired: true,
        key: { canonical: KEY },
      },
    );
  });

  it("draws the damage, and tells a repaired key from the pasted one", () => {
    const inspection = inspectKey(KEY.slice(0, -1), OURS);
    expect(inspection).toMatchObject({ isRepaired: true, found: null });
    expect(inspection?.picture?.map(({ gapBefore }) => gapBefore)).toEqual([null, null, 115]);
    const data = KEY.split("|")[2] ?? "";
    const { key: _, ...words } = inspection ?? {};
    for (let at = 0; at + 6 <= data.length; at += 1)
      expect(JSON.stringify(words)).not.toContain(data.slice(at, at + 6));
  });
});
