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
});
