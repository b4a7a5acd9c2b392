import ipaddr from "ipaddr.js";
import { readNetwork } from "@/lib/net/read-network";
import { cidrSchema } from "@/lib/net/schema";

/** What there is to say of one entry of an allow list. */
export type EntryReview =
  /** It cannot be saved; `meant` is the network it probably should be. */
  | { kind: "impossible"; problem: string; meant?: string }
  /** It does nothing: the entry at this place has the same network, or a wider one. */
  | { kind: "same" | "inside"; of: number; network: string }
  /** It lets in every address of its family. */
  | { kind: "every"; family: "IPv4" | "IPv6"; network: string }
  | { kind: "plain"; network: string };

type Range = { family: 4 | 6; prefix: number; start: bigint };

/** In: text with several addresses or networks, pasted from a list, a table or a program. Out: each of them. */
export function splitEntries(text: string): string[] {
  return text.split(/[\s,;"'[\]]+/u).filter((entry) => entry !== "");
}

/** In: an entry as typed. Out: its canonical form; what is impossible stays as it is. */
export function tidyEntry(text: string): string {
  return cidrSchema.safeParse(text).data ?? text;
}

/**
 * In: the entries of an allow list, as typed. Out: for each what is wrong with it or needless about it. Networks are either
 * disjoint or one is inside the other, so an entry overlaps another one just when it is inside it, or equal to it.
 */
export function reviewAllowList(entries: readonly string[]): EntryReview[] {
  const networks = entries.map((entry) => cidrSchema.safeParse(entry).data ?? null);
  const ranges = networks.map((network) => (network === null ? null : toRange(network)));
  /** The first entry of each network. */
  const first = new Map<string, number>();
  ranges.forEach((range, index) => {
    if (range && !first.has(keyOf(range))) first.set(keyOf(range), index);
  });
  const prefixes = [...new Set(ranges.flatMap((range) => range?.prefix ?? []))].sort((a, b) => a - b);
  return entries.map((entry, index) => {
    const [network, range] = [networks[index], ranges[index]];
    if (!network || !range) return describeImpossible(entry);
    // The widest first: that is the one that counts.
    for (const prefix of prefixes) {
      if (prefix >= range.prefix) break;
      const of = first.get(keyOf(widen(range, prefix)));
      if (of !== undefined) return { kind: "inside", of, network };
    }
    const of = first.get(keyOf(range)) ?? index;
    if (of !== index) return { kind: "same", of, network };
    if (range.prefix === 0) return { kind: "every", family: range.family === 4 ? "IPv4" : "IPv6", network };
    return { kind: "plain", network };
  });
}

/** In: the entries of an allow list. Out: the same list without those that do nothing; impossible ones stay. */
export function dropNeedless(entries: readonly string[]): string[] {
  const reviews = reviewAllowList(entries);
  return entries.filter((_, index) => !isNeedless(reviews[index]));
}

/** Whether an entry does nothing that another one does not do. */
export function isNeedless(review: EntryReview | undefined): boolean {
  return review?.kind === "same" || review?.kind === "inside";
}

function describeImpossible(entry: string): EntryReview {
  const read = readNetwork(entry);
  const problem = cidrSchema.safeParse(entry).error?.issues[0]?.message ?? "";
  return { kind: "impossible", problem, ...(read.network === null && read.meant && { meant: read.meant }) };
}

function toRange(network: string): Range {
  const [address, prefix] = ipaddr.parseCIDR(network);
  const start = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { family: address.kind() === "ipv4" ? 4 : 6, prefix, start };
}

function widen({ family, start }: Range, prefix: number): Range {
  const right = BigInt((family === 4 ? 32 : 128) - prefix);
  return { family, prefix, start: (start >> right) << right };
}

function keyOf({ family, prefix, start }: Range): string {
  return `${family}/${prefix}/${start}`;
}
