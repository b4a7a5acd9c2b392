import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, it } from "vitest";
import { cn } from "./cn";

/** All of Tailwind's groups, and the names of tokens that its own scales do not have. */
const mergeByAll = extendTailwindMerge({
  extend: { theme: { text: ["2xs", "md"], shadow: ["1", "2", "3"], tracking: ["title"] } },
});

const ROOT = join(import.meta.dirname, "..");

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name) && !/\.test\./u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Each word of each string in a file: every class it can have is among them. */
function wordsOf(path: string): string[] {
  const words: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && node.type === "Literal" && "value" in node && typeof node.value === "string")
      words.push(...node.value.split(/\s+/u));
    if ("cooked" in node && typeof node.cooked === "string") words.push(...node.cooked.split(/\s+/u));
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(path, readFileSync(path, "utf8")).program);
  return words;
}

/** "max-md:hover:" of "max-md:hover:p-2": classes with different ones never meet. */
function modifiersOf(name: string): string {
  return /^(?:(?:[^:[\]()]|\[[^\]]*\]|\([^)]*\))*:)*/u.exec(name)?.[0] ?? "";
}

it("merges any two classes of the sources as all of Tailwind's groups do", () => {
  const words = new Set(["app", "components"].flatMap(sources).flatMap(wordsOf));
  words.delete("");
  const byModifiers = new Map<string, string[]>();
  for (const word of words) {
    // Only what one of the two takes for a class can be taken away by another.
    if (mergeByAll(`${word} ${word}`) !== word && cn(word, word) !== word) continue;
    const key = modifiersOf(word);
    byModifiers.set(key, [...(byModifiers.get(key) ?? []), word]);
  }
  let pairs = 0;
  const different: string[] = [];
  for (const group of byModifiers.values()) {
    for (const first of group) {
      for (const second of group) {
        if (first === second) continue;
        pairs += 1;
        const both = `${first} ${second}`;
        if (cn(both) !== mergeByAll(both)) different.push(`${both}: ${cn(both)}, not ${mergeByAll(both)}`);
      }
    }
  }
  expect(different).toEqual([]);
  // What stays of more than two follows from the pairs. The sources have some hundred classes.
  expect(pairs).toBeGreaterThan(100_000);
});

it("keeps the later of two, and what does not meet", () => {
  expect(cn("px-2 text-sm text-fg", ["p-3"], { "text-fg-3": true, hidden: false })).toBe("text-sm p-3 text-fg-3");
  expect(cn("leading-none", "text-xs/4")).toBe("text-xs/4");
});
