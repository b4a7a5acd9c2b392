import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeElement, encodeUnsignedInteger, readChildren, readDer, sliceContent, sliceElement } from "@/lib/pki/der";

const read = (hex: string) => readDer(Buffer.from(hex, "hex"));

function nest(levels: number): Buffer {
  let bytes = encodeElement(0x02, Buffer.from([1]));
  for (let level = 0; level < levels; level += 1) bytes = encodeElement(0x30, bytes);
  return bytes;
}

describe("readDer", () => {
  it.each([
    ["an empty sequence", "3000"],
    ["a sequence of two integers", "3006020101020102"],
    ["a length in two octets", `308180${"0500".repeat(64)}`],
    ["a context-specific constructed element", "3005a003020102"],
    ["a negative integer", "0201ff"],
  ])("accepts %s", (_, hex) => {
    expect(read(hex)).toMatchObject({ start: 0, end: hex.length / 2 });
  });

  it.each([
    ["nothing", ""],
    ["a tag alone", "30"],
    ["an element cut short", "300302"],
    ["bytes after the end", "300000"],
    ["a child longer than its parent", "3003020201"],
    ["an indefinite length", "30800000"],
    ["a length in more octets than needed", "308103020101"],
    ["a length with a leading zero octet", "30820003020101"],
    ["a length of four octets", "308400000003020101"],
    ["a tag of several octets", "1f810100"],
    ["an end-of-contents element", "30020000"],
    ["a constructed octet string", "240404020000"],
    ["a primitive sequence", "1000"],
    ["an integer without octets", "0200"],
    ["an integer with a needless zero", "02020001"],
    ["a negative integer with a needless octet", "0202ff80"],
  ])("refuses %s", (_, hex) => {
    expect(read(hex)).toBeUndefined();
  });

  it("bounds the depth and the number of elements", () => {
    expect(readDer(nest(15))).toBeDefined();
    expect(readDer(nest(16))).toBeUndefined();
    expect(readDer(nest(4_000))).toBeUndefined();
    const nulls = (count: number) => encodeElement(0x30, Buffer.from("0500".repeat(count), "hex"));
    expect(readDer(nulls(499))).toBeDefined();
    expect(readDer(nulls(500))).toBeUndefined();
  });

  it("never throws, and what it accepts is made of its children without a gap", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (content) => {
        const bytes = encodeElement(0x30, content);
        const root = readDer(bytes);
        if (root === undefined) return;
        const children = readChildren(bytes, root).map((child) => sliceElement(bytes, child));
        expect(Buffer.concat(children).equals(sliceContent(bytes, root))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("encodeUnsignedInteger", () => {
  it.each([
    [0n, "020100"],
    [127n, "02017f"],
    [128n, "02020080"],
    [256n, "02020100"],
    [65_535n, "020300ffff"],
  ])("encodes %s", (value, hex) => {
    expect(encodeUnsignedInteger(value).toString("hex")).toBe(hex);
  });

  it("is always minimal and positive", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 159n - 1n }), (value) => {
        const bytes = encodeUnsignedInteger(value);
        expect(readDer(bytes)).toBeDefined();
        expect(BigInt(`0x${bytes.subarray(2).toString("hex")}`)).toBe(value);
        expect(bytes[2]).toBeLessThan(0x80);
      }),
    );
  });
});

describe("encodeElement", () => {
  it.each([
    [0, "0400"],
    [127, "047f"],
    [128, "048180"],
    [255, "0481ff"],
    [256, "04820100"],
    [65_536, "0483010000"],
  ])("writes the length %i in the fewest octets", (length, header) => {
    const bytes = encodeElement(0x04, Buffer.alloc(length));
    expect(bytes.subarray(0, header.length / 2).toString("hex")).toBe(header);
    expect(readDer(bytes)).toBeDefined();
  });
});
