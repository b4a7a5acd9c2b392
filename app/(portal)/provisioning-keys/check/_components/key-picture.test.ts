import { describe, expect, it } from "vitest";
import vectors from "@/lib/provisioning-key/test-vectors.json";
import { drawKey } from "./key-picture";

const { key: KEY = "", host: HOST = "" } = vectors.valid[1] ?? {};
const shownOf = (text: string, known = [HOST]) =>
  drawKey(text, known, null)?.map(({ signs }) => signs.map(({ shown }) => shown ?? "•").join(""));

describe("drawKey", () => {
  it("shows version and host, and nothing of the third field", () => {
    expect(shownOf(KEY)).toEqual(["1", HOST, "•".repeat(116)]);
    expect(shownOf(KEY, [])).toEqual(["1", HOST, "•".repeat(116)]);
  });

  it("hides what may be secret: a host that nobody knows before a cut field, fields of another number", () => {
    expect(shownOf(KEY.slice(0, 60), [])?.[1]).toMatch(/^•+$/);
    expect(shownOf(KEY.slice(0, 60))?.[1]).toBe(HOST);
    expect(shownOf(KEY.replaceAll("|", ""))).toBeUndefined();
    // A bar that is missing and another one inside the secret: the middle field holds a part of it.
    const data = KEY.split("|")[2] ?? "";
    expect(shownOf(`1|${HOST}${data.slice(0, 60)}|${data.slice(60)}`)?.[1]).toMatch(/^•+$/);
  });

  it("marks the place: one sign, two that are swapped, or the gap", () => {
    const start = KEY.length - 116;
    const marked = (kind: "wrong" | "swapped", position: number) =>
      drawKey(KEY, [HOST], { kind, position })?.map(({ signs }) =>
        signs.flatMap(({ isMarked }, at) => (isMarked ? [at] : [])),
      );
    expect(marked("wrong", start + 57)).toEqual([[], [], [56]]);
    expect(marked("wrong", 3)).toEqual([[], [0], []]);
    expect(marked("swapped", start + 57)).toEqual([[], [], [56, 57]]);
    const cut = KEY.slice(0, -1);
    const gaps = (position: number) =>
      drawKey(cut, [HOST], { kind: "missing", position })?.map(({ gapBefore }) => gapBefore);
    expect(gaps(KEY.length)).toEqual([null, null, 115]);
    expect(gaps(1)).toEqual([0, null, null]);
  });
});
