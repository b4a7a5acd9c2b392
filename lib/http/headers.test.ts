import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { buildContentSecurityPolicy, STYLE_HASHES } from "./headers";

const directives = (policy: string) =>
  new Map(policy.split("; ").map((part) => [part.slice(0, part.indexOf(" ")), part.slice(part.indexOf(" ") + 1)]));

test("scripts need the nonce, and nothing frames or rebases the page", () => {
  const policy = directives(buildContentSecurityPolicy("bm9uY2U=", false));
  expect(policy.get("script-src")).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(policy.get("default-src")).toBe("'self'");
  expect(policy.get("object-src")).toBe("'none'");
  expect(policy.get("base-uri")).toBe("'none'");
  expect(policy.get("frame-ancestors")).toBe("'none'");
  expect(policy.get("form-action")).toBe("'self'");
  expect(policy.get("connect-src")).toBe("'self'");
  expect(policy.get("style-src")).not.toContain("unsafe-inline");
});

test("only the development server may evaluate text as code", () => {
  expect(buildContentSecurityPolicy("n", false)).not.toMatch(/unsafe-eval|ws:/);
  expect(buildContentSecurityPolicy("n", true)).toContain("'unsafe-eval'");
});

test("the allowed style elements are those of the installed toasts", () => {
  const source = readFileSync(
    createRequire(import.meta.url)
      .resolve("sonner")
      .replace(/index\.js$/, "index.mjs"),
    "utf8",
  );
  const [, literal] = /^__insertCSS\((".*")\);?$/m.exec(source) ?? [];
  const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  expect(STYLE_HASHES).toEqual([hash(""), hash(String(JSON.parse(literal ?? '""')))]);
  expect(STYLE_HASHES[0]).not.toBe(STYLE_HASHES[1]);
});
