import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { TOASTER_STYLE_HASHES } from "./toaster-style-hashes";

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

it("matches the style element that the installed toaster adds", () => {
  const source = readFileSync(fileURLToPath(import.meta.resolve("sonner")), "utf8");
  const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/u.exec(source)?.[1] ?? '""';
  const text: string = JSON.parse(literal);
  expect(text.length).toBeGreaterThan(1_000);
  expect(TOASTER_STYLE_HASHES).toEqual([hash(""), hash(text)]);
});
