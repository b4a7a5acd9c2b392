import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { proxy } from "@/proxy";

const ask = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  proxy(new NextRequest(new URL(path, env.APP_URL), init));
const signedIn = { cookie: "latchkey.session=anything" };

describe("proxy", () => {
  test("gives each document a nonce of its own, the same to Next as to the browser", () => {
    const [first, second] = [ask("/sign-in"), ask("/sign-in")];
    const policy = first.headers.get("content-security-policy");
    expect(policy).toMatch(/'nonce-[A-Za-z0-9+/]{22}=='/);
    expect(first.headers.get("x-middleware-request-content-security-policy")).toBe(policy);
    expect(second.headers.get("content-security-policy")).not.toBe(policy);
  });

  test("overwrites what a client sends as policy or path", () => {
    const answer = ask("/audit-log?page=2", {
      headers: {
        ...signedIn,
        "content-security-policy": "script-src 'nonce-mine'",
        "x-latchkey-path": "//evil.example",
      },
    });
    expect(answer.headers.get("x-middleware-request-content-security-policy")).not.toContain("mine");
    expect(answer.headers.get("x-middleware-request-x-latchkey-path")).toBe("/audit-log?page=2");
  });

  test("sends visitors without a cookie to sign in", () => {
    expect(ask("/audit-log?page=2").headers.get("location")).toBe(
      `${env.APP_URL}/sign-in?next=${encodeURIComponent("/audit-log?page=2")}`,
    );
    for (const open of ["/sign-in", "/setup", "/api/health/live"]) expect(ask(open).headers.get("location")).toBeNull();
    expect(ask("/audit-log", { headers: signedIn }).headers.get("location")).toBeNull();
  });

  test.each([undefined, "null", "x", "https://evil.example"])("refuses a POST with Origin %j", (origin) => {
    const headers = { ...signedIn, ...(origin !== undefined && { origin }) };
    expect(ask("/provisioning-keys", { method: "POST", headers }).status).toBe(403);
  });

  test("lets a POST of the portal pass, signed in or not: its action answers", () => {
    const answer = ask("/provisioning-keys", { method: "POST", headers: { origin: env.APP_URL } });
    expect([answer.status, answer.headers.get("location")]).toEqual([200, null]);
  });

  test("nothing is stored, and only the sign-in page tells its own origin", () => {
    expect(ask("/audit-log", { headers: signedIn }).headers.get("cache-control")).toBe("no-store");
    expect(ask("/audit-log", { headers: signedIn }).headers.get("referrer-policy")).toBeNull();
    expect(ask("/sign-in").headers.get("referrer-policy")).toBe("same-origin");
  });
});
