import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import { isAllowedAddress } from "@/lib/net/contains";
import { dropNeedless, isNeedless, reviewAllowList, splitEntries, tidyEntry } from "@/lib/net/review-allow-list";
import { allowListSchema, cidrSchema } from "@/lib/net/schema";

/** Networks out of few bits, so that they often meet: 10.0.0.0/8 and its neighbours, and the same in IPv6. */
const network = fc.oneof(
  fc
    .tuple(fc.nat(3), fc.nat(3), fc.constantFrom(0, 7, 8, 9, 15, 16, 24, 31, 32))
    .map(([a, b, prefix]) => `${ipaddr.IPv4.networkAddressFromCIDR(`${8 + a}.${b * 64}.0.${b}/${prefix}`)}/${prefix}`),
  fc
    .tuple(fc.nat(3), fc.nat(3), fc.constantFrom(0, 31, 32, 33, 48, 64, 127, 128))
    .map(
      ([a, b, prefix]) =>
        `${ipaddr.IPv6.networkAddressFromCIDR(`2001:db${a}:${b}::${b}/${prefix}`).toRFC5952String()}/${prefix}`,
    ),
);
const junk = fc.constantFrom(
  "localhost",
  "10.0.0.1/8",
  "256.1.1.1",
  "10.0.0.0/33",
  "::1/129",
  "fe80::1%eth0",
  "x".repeat(65),
);
const list = fc.array(fc.oneof({ arbitrary: network, weight: 6 }, { arbitrary: junk, weight: 1 }), { maxLength: 30 });
const address = fc.oneof(
  fc.tuple(fc.nat(4), fc.nat(255), fc.nat(2)).map(([a, b, c]) => `${8 + a}.${b}.0.${c}`),
  fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)).map(([a, b, c]) => `2001:db${a}:${b}::${c}`),
);

/** Whether the first network lies within the second, worked out bit by bit. */
function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [ipaddr.parseCIDR(inner), ipaddr.parseCIDR(outer)];
  if (a[0].kind() !== b[0].kind() || a[1] < b[1]) return false;
  const bits = ([base]: typeof a) =>
    base
      .toByteArray()
      .map((byte) => byte.toString(2).padStart(8, "0"))
      .join("");
  return bits(a).slice(0, b[1]) === bits(b).slice(0, b[1]);
}

describe("reviewAllowList", () => {
  it("says of each entry what there is to say", () => {
    expect(
      reviewAllowList([
        "10.0.0.0/8",
        "10.1.0.0/16",
        "10.0.0.0/8",
        "10.0.0.5/8",
        "nowhere",
        "::/0",
        "2001:db8::",
        "192.0.2.1",
      ]),
    ).toEqual([
      { kind: "plain", network: "10.0.0.0/8" },
      { kind: "inside", of: 0, network: "10.1.0.0/16" },
      { kind: "same", of: 0, network: "10.0.0.0/8" },
      { kind: "impossible", problem: expect.stringContaining("did you mean 10.0.0.0/8?"), meant: "10.0.0.0/8" },
      { kind: "impossible", problem: expect.stringContaining("is not an IPv4 or IPv6 address") },
      { kind: "every", family: "IPv6", network: "::/0" },
      { kind: "inside", of: 5, network: "2001:db8::/128" },
      { kind: "plain", network: "192.0.2.1/32" },
    ]);
  });

  it("names the widest of several that hold an entry, wherever they stand", () => {
    expect(reviewAllowList(["10.1.2.3", "10.1.0.0/16", "10.0.0.0/8"])).toMatchObject([
      { kind: "inside", of: 2 },
      { kind: "inside", of: 2 },
      { kind: "plain" },
    ]);
  });

  it("finds impossible just what the schema of the server refuses, in the same words", () => {
    fc.assert(
      fc.property(list, (entries) => {
        const reviews = reviewAllowList(entries);
        const issues = allowListSchema.safeParse(entries).error?.issues ?? [];
        const said = reviews.flatMap((review, index) =>
          review.kind === "impossible" ? [{ path: [index], message: review.problem }] : [],
        );
        expect(said).toEqual(issues.map(({ path, message }) => ({ path, message })));
      }),
    );
  });

  it("calls an entry needless just when another one that stays holds all of it", () => {
    fc.assert(
      fc.property(list, (entries) => {
        const reviews = reviewAllowList(entries);
        reviews.forEach((review, index) => {
          if (review.kind === "impossible") return;
          const others = reviews.flatMap((other, place) =>
            other.kind === "impossible" || place === index ? [] : [{ place, network: other.network }],
          );
          const holders = others.filter(
            ({ place, network: outer }) =>
              isWithin(review.network, outer) && (!isWithin(outer, review.network) || place < index),
          );
          expect(isNeedless(review)).toBe(holders.length > 0);
          if (review.kind === "same" || review.kind === "inside") {
            expect(holders.map(({ place }) => place)).toContain(review.of);
            expect(isNeedless(reviews[review.of])).toBe(false);
          }
        });
      }),
    );
  });

  it("loses no address and lets none in by dropping what is needless", () => {
    fc.assert(
      fc.property(fc.array(network, { minLength: 1, maxLength: 30 }), address, (entries, peer) => {
        const kept = dropNeedless(entries);
        expect(isAllowedAddress(kept, peer)).toBe(isAllowedAddress(allowListSchema.parse(entries), peer));
        expect(reviewAllowList(kept).some(isNeedless)).toBe(false);
      }),
    );
  });

  it("offers in place of an impossible entry only what can be saved and holds the address that was typed", () => {
    fc.assert(
      fc.property(address, fc.nat(128), (typed, prefix) => {
        const [review] = reviewAllowList([`${typed}/${prefix}`]);
        if (review?.kind !== "impossible" || review.meant === undefined) return;
        expect(cidrSchema.parse(review.meant)).toBe(review.meant);
        expect(isAllowedAddress([review.meant], typed)).toBe(true);
      }),
    );
  });
});

describe("splitEntries", () => {
  it.each([
    ["10.0.0.0/8, 192.0.2.1\n\n2001:db8::/32;203.0.113.7", ["10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "203.0.113.7"]],
    ['["10.0.0.0/8", "::1"]', ["10.0.0.0/8", "::1"]],
    ["10.0.0.0/8\t10.1.0.0/16\r\n", ["10.0.0.0/8", "10.1.0.0/16"]],
    [" , \n", []],
  ])("%j", (text, entries) => {
    expect(splitEntries(text)).toEqual(entries);
  });

  it("finds the entries again, whatever stands between them", () => {
    const between = fc.constantFrom("\n", ",", " ", ", ", ";\r\n", "\t", '", "');
    fc.assert(
      fc.property(fc.array(network), between, (entries, separator) => {
        expect(splitEntries(entries.join(separator))).toEqual(entries);
      }),
    );
  });
});

describe("tidyEntry", () => {
  it("writes what can be saved in its one form, and leaves alone what cannot", () => {
    expect(tidyEntry("2001:DB8::0")).toBe("2001:db8::/128");
    expect(tidyEntry("10.0.0.1/8")).toBe("10.0.0.1/8");
    fc.assert(
      fc.property(network, (entry) => {
        expect(tidyEntry(tidyEntry(entry))).toBe(tidyEntry(entry));
      }),
    );
  });
});
