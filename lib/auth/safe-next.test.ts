import { expect, test } from "vitest";
import { START_PAGE, safeNext } from "./safe-next";

test.each([
  "/provisioning-keys",
  "/provisioning-keys?q=aws&sort=name.asc&page=2",
  "/provisioning-keys/7b0e7a3e-8f55-4c59-9a4a-1d0b4f0f2f11/edit",
  "/audit-log?from=2026-01-01T00:00:00Z",
  "/connectors?filter=%5B%22a%2Fb%22%5D",
  "/connectors?q=http://elsewhere.example",
])("keeps %s", (next) => expect(safeNext(next)).toBe(next));

test("resolves dots inside the portal", () => expect(safeNext("/connectors/../audit-log")).toBe("/audit-log"));

test.each([
  undefined,
  null,
  42,
  "",
  "/",
  ["/audit-log"],
  "audit-log",
  "?next=/audit-log",
  "#/audit-log",
  "//evil.example",
  "///evil.example",
  "////evil.example/..",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "/audit-log\\..\\evil",
  "/..//evil.example",
  "/./\\evil.example",
  "/a/..//evil.example",
  "/%2e%2e//evil.example",
  "/%2f%2fevil.example",
  "/%2Fevil.example",
  "/%5cevil.example",
  "/%5c%5cevil.example",
  "/%252f%252fevil.example",
  "/%09/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "/ /evil.example",
  " //evil.example",
  " /audit-log",
  "/\u0000/evil.example",
  "/\u200b/evil.example",
  "/\u2028/evil.example",
  "http://evil.example",
  "https://evil.example/audit-log",
  "HTTPS:evil.example",
  "http:/evil.example",
  "//localhost:3000@evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "/%zz",
  "/%",
  "@evil.example",
  ".evil.example",
  "/sign-in",
  "/sign-in?next=/sign-in",
  "/setup#token=x",
  "/api/auth/sign-out",
  `/${"a".repeat(3_000)}`,
])("leads %j to the start page", (next) => expect(safeNext(next)).toBe(START_PAGE));

test("what is kept stays at the portal, whichever way a browser reads it", () => {
  for (const host of ["http://localhost:3000", "https://keys.example.com"]) {
    expect(new URL(safeNext("/audit-log?next=//evil.example"), host).origin).toBe(host);
  }
});
