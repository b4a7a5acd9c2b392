import { describe, expect, it, test } from "vitest";
import { nameKey, nameSchema } from "@/lib/services/name/schema";

const reason = (value: unknown) => nameSchema.safeParse(value).error?.issues[0]?.message;

describe("nameSchema", () => {
  it.each([
    ["AWS Oregon", "AWS Oregon"],
    ["  fra1-dc_autoscale.v2  ", "fra1-dc_autoscale.v2"],
    ["A", "A"],
    ["0", "0"],
    ["Zürich", "Zürich"],
    ["Zu\u0308rich", "Zürich"],
    ["北京 机房", "北京 机房"],
    ["Москва", "Москва"],
    ["القاهرة", "القاهرة"],
    ["ירושלים", "ירושלים"],
    ["मुंबई", "मुंबई"],
    ["กรุงเทพ", "กรุงเทพ"],
    ["서울", "서울"],
    ["Ａｃｍｅ", "Ａｃｍｅ"],
    ["Ⅷ", "Ⅷ"],
    ["١٢٣", "١٢٣"],
    ["𝒜cme", "𝒜cme"],
    ["...", "..."],
    ["a".repeat(240), "a".repeat(240)],
    ["𝒜".repeat(240), "𝒜".repeat(240)],
    ["\tkey\n", "key"],
  ])("takes %j", (typed, name) => {
    expect(nameSchema.parse(typed)).toBe(name);
  });

  it.each([
    ["", "Enter a name."],
    ["   ", "Enter a name."],
    ["\u3000", "Enter a name."],
    ["\ufeff", "Enter a name."],
    [undefined, "Enter a name."],
    [null, "Enter a name."],
    [42, "Enter a name."],
    [{ contains: "" }, "Enter a name."],
    [["a"], "Enter a name."],
    ["a".repeat(241), "Use at most 240 characters."],
    ["a".repeat(10_000), "Use at most 240 characters."],
    ["a\u0000b", "Remove the invisible or control characters."],
    ["a\u0007b", "Remove the invisible or control characters."],
    ["a\nb", "Remove the invisible or control characters."],
    ["a\tb", "Remove the invisible or control characters."],
    ["a\r\nSet-Cookie: x", "Remove the invisible or control characters."],
    ["a\u007fb", "Remove the invisible or control characters."],
    ["a\u0085b", "Remove the invisible or control characters."],
    ["a\u00adb", "Remove the invisible or control characters."],
    ["a\u200bb", "Remove the invisible or control characters."],
    ["a\u200db", "Remove the invisible or control characters."],
    ["a\u200eb", "Remove the invisible or control characters."],
    ["a\u202eb", "Remove the invisible or control characters."],
    ["a\u2066b\u2069", "Remove the invisible or control characters."],
    ["a\u2028b", "Remove the invisible or control characters."],
    ["a\ufeffb", "Remove the invisible or control characters."],
    ["a\ue000b", "Remove the invisible or control characters."],
    ["a\ud800b", "Remove the invisible or control characters."],
    ["a\u{e0041}b", "Remove the invisible or control characters."],
    ["<script>alert(1)</script>", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["a'; DROP TABLE users--", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["=1+1", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["@SUM(A1)", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["100%", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["a/b", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["..\\b", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["a|b", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["{{7*7}}", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["$" + "{env}", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["😀", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["a\u00a0b", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["a\u3000b", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
    ["a—b", "Use letters, digits, spaces, full stops, hyphens and underscores only."],
  ])("refuses %j: %s", (typed, message) => {
    expect(reason(typed)).toBe(message);
  });
});

test("refuses a name whose unique form no index could hold, and takes the longest ordinary ones", () => {
  expect(nameSchema.safeParse("\ufdfa".repeat(240)).error?.issues[0]?.message).toMatch(/^Use a shorter name/);
  expect(nameSchema.safeParse("\u{20000}".repeat(240)).success).toBe(true);
});

describe("nameKey", () => {
  it.each([
    ["AWS Oregon", "aws oregon"],
    ["Ａｃｍｅ", "acme"],
    ["Ⅷ", "viii"],
    ["STRASSE", "straße"],
    ["ΣΊΣΥΦΟΣ", "σίσυφος"],
    ["ﬁrst", "FIRST"],
    ["Zürich", "Zu\u0308RICH"],
    ["K", "\u212a"],
    ["①", "1"],
  ])("%j collides with %j", (left, right) => {
    expect(nameKey(left)).toBe(nameKey(right));
  });

  it.each([
    ["key-1", "key-2"],
    ["key 1", "key-1"],
    ["a.b", "a_b"],
    ["e", "é"],
  ])("%j and %j stay apart", (left, right) => {
    expect(nameKey(left)).not.toBe(nameKey(right));
  });
});
