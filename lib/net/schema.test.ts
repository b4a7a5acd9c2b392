import { describe, expect, it } from "vitest";
import { contains, isAllowedAddress } from "@/lib/net/contains";
import { addressSchema, allowListSchema, cidrSchema } from "@/lib/net/schema";

describe("cidrSchema", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7/32"],
    [" 10.0.0.0/8 ", "10.0.0.0/8"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["255.255.255.255", "255.255.255.255/32"],
    ["192.168.4.0/22", "192.168.4.0/22"],
    ["2001:DB8::0:1", "2001:db8::1/128"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1/128"],
    ["2001:db8::/32", "2001:db8::/32"],
    ["::/0", "::/0"],
    ["::1", "::1/128"],
    ["::ffff:192.0.2.1", "192.0.2.1/32"],
    ["::ffff:c000:0201", "192.0.2.1/32"],
    ["::ffff:192.0.2.0/120", "192.0.2.0/24"],
  ])("writes %j as %s", (text, canonical) => {
    expect(cidrSchema.parse(text)).toBe(canonical);
    expect(cidrSchema.parse(canonical)).toBe(canonical);
  });

  it.each([
    "",
    "localhost",
    "10.1",
    "167772161",
    "010.0.0.1",
    "0x0a.0.0.1",
    "10.0.0.1.1",
    "256.0.0.1",
    "10.0.0.0/33",
    "10.0.0.0/08",
    "10.0.0.0/-1",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "10.0.0.0 / 8",
    "10.0.0.0/255.0.0.0",
    "10.0.0.1-10.0.0.9",
    "１０.0.0.1",
    "fe80::1%eth0",
    "[::1]",
    "::1::2",
    ":::",
    "2001:db8::/129",
    "2001:db8:::/32",
    "1:2:3:4:5:6:7:8:9",
    "10.0.0.1\u0000",
    "<script>",
    `${"1".repeat(100)}`,
    12,
    null,
  ])("refuses %j", (text) => {
    expect(cidrSchema.safeParse(text).success).toBe(false);
  });

  it.each([
    ["10.0.0.5/8", "10.0.0.0/8"],
    ["2001:db8::1/32", "2001:db8::/32"],
    ["::ffff:192.0.2.1/120", "192.0.2.0/24"],
  ])("does not widen %s in silence", (text, meant) => {
    expect(cidrSchema.safeParse(text).error?.issues[0]?.message).toBe(
      `"${text}" has bits right of its prefix: did you mean ${meant}?`,
    );
  });
});

describe("addressSchema", () => {
  it.each([
    [" 203.0.113.7 ", "203.0.113.7"],
    ["2001:DB8::0:1", "2001:db8::1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
  ])("writes %j as %s", (text, canonical) => {
    expect(addressSchema.parse(text)).toBe(canonical);
  });

  it.each(["", "10.0.0.0/8", "10.0.0.1/32", "localhost", "010.0.0.1", "fe80::1%eth0", "10.0.0.1, 10.0.0.2", null])(
    "refuses %j",
    (text) => {
      expect(addressSchema.safeParse(text).success).toBe(false);
    },
  );
});

describe("allowListSchema", () => {
  it("keeps each entry once, in order, and drops blank ones", () => {
    expect(allowListSchema.parse(["10.0.0.0/8", "", " ::1 ", "10.0.0.0/8", "0:0::1/128"])).toEqual([
      "10.0.0.0/8",
      "::1/128",
    ]);
  });

  it("takes 200 entries and not one more, and names the bad one", () => {
    const entries = Array.from({ length: 201 }, (_, index) => `10.0.${index}.0/24`);
    expect(allowListSchema.safeParse(entries.slice(0, 200)).success).toBe(true);
    expect(allowListSchema.safeParse(entries).success).toBe(false);
    expect(allowListSchema.safeParse(["10.0.0.0/8", "x"]).error?.issues[0]?.path).toEqual([1]);
    expect(allowListSchema.safeParse("10.0.0.0/8").success).toBe(false);
  });
});

describe("contains", () => {
  const networks = ["10.0.0.0/8", "2001:db8::/32", "192.0.2.1/32"];

  it.each([
    ["10.255.0.1", true],
    ["11.0.0.1", false],
    ["192.0.2.1", true],
    ["192.0.2.2", false],
    ["::ffff:10.1.2.3", true],
    ["2001:db8:ffff::1", true],
    ["2001:db9::1", false],
    ["", false],
    ["unknown", false],
  ])("%j: %s", (address, expected) => {
    expect(contains(networks, address)).toBe(expected);
    expect(isAllowedAddress(networks, address)).toBe(expected);
  });

  it("lets everybody in where there is no list", () => {
    expect(contains([], "10.0.0.1")).toBe(false);
    expect(isAllowedAddress([], "10.0.0.1")).toBe(true);
  });

  it("keeps the two families apart", () => {
    expect(contains(["0.0.0.0/0"], "2001:db8::1")).toBe(false);
    expect(contains(["::/0"], "10.0.0.1")).toBe(false);
  });
});
