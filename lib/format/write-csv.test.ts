import { describe, expect, it } from "vitest";
import { writeCsvRecord } from "@/lib/format/write-csv";

describe("writeCsvRecord", () => {
  it.each([
    ["plain", '"plain"'],
    ['say "x", y', '"say ""x"", y"'],
    ["two\r\nlines", '"two\r\nlines"'],
    ["=1+1", '"\'=1+1"'],
    ["+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\""],
    ["-2+3", '"\'-2+3"'],
    ["@SUM(A1)", '"\'@SUM(A1)"'],
    ["\t=1", '"\'\t=1"'],
    ["\r=1", '"\'\r=1"'],
    ["\n=1", '"\'\n=1"'],
    [" =1", '"\' =1"'],
    ['"=1', '"\'""=1"'],
    ["'=1", "\"''=1\""],
    ["＝1+1", '"\'＝1+1"'],
    ["a=1", '"a=1"'],
    ["", '""'],
  ])("writes %j so that no spreadsheet runs it", (text, written) => {
    expect(writeCsvRecord([text])).toBe(`${written}\r\n`);
  });

  it("leaves numbers alone, negative ones too", () => {
    expect(writeCsvRecord(["a", -5, 0, true, null])).toBe('"a","-5","0","true",""\r\n');
  });
});
