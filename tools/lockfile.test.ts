import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = {
  version: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
  dependencies?: Record<string, string>;
};
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const manifest: Record<string, Record<string, string>> = JSON.parse(readFileSync("package.json", "utf8"));

/** The lowest versions without a known hole in request handling or rendering (advisories of December 2025 to May 2026). */
const FLOORS = { next: "16.2.6", react: "19.2.6", "react-dom": "19.2.6", "next-auth": "5.0.0-beta.32" };

const numbers = (version: string) =>
  version
    .split(/[.-]/)
    .filter((part) => /^\d+$/.test(part))
    .map(Number);

function isAtLeast(version: string, floor: string): boolean {
  const [have, want] = [numbers(version), numbers(floor)];
  const at = want.findIndex((part, index) => part !== (have[index] ?? 0));
  return at < 0 || (have[at] ?? 0) > (want[at] ?? 0);
}

test.each(Object.entries(FLOORS))("%s is not older than %s", (name, floor) => {
  expect(isAtLeast(lock.packages[`node_modules/${name}`]?.version ?? "0", floor)).toBe(true);
});

test("every direct dependency is pinned exactly", () => {
  const loose = [manifest.dependencies, manifest.devDependencies].flatMap((group) =>
    Object.entries(group ?? {}).filter(([, range]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range)),
  );
  expect(loose).toEqual([]);
});

test("packages of other platforms are listed too: without them `npm ci` refuses the lock", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !(`${path}/node_modules/${name}` in lock.packages) && !(`node_modules/${name}` in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});

test("the lock names no registry: everybody uses their own", () => {
  expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([]);
});
