import { describe, expect, test } from "vitest";
import { isSameOrigin } from "./origin";

const APP = "https://keys.example.com";
const from = (origin: string | null, site?: string) => {
  const headers = new Headers();
  if (origin !== null) headers.set("origin", origin);
  if (site) headers.set("sec-fetch-site", site);
  return headers;
};

describe("isSameOrigin", () => {
  test.each([
    [APP, undefined],
    [APP, "same-origin"],
  ])("lets %s with Sec-Fetch-Site %s pass", (origin, site) => expect(isSameOrigin(from(origin, site), APP)).toBe(true));

  test.each([
    [null, undefined],
    [null, "same-origin"],
    ["null", undefined],
    ["null", "same-origin"],
    ["", undefined],
    ["https://evil.example", undefined],
    ["https://evil.example", "cross-site"],
    ["https://other.example.com", "same-site"],
    ["https://example.com", undefined],
    ["https://keys.example.com.evil.example", undefined],
    ["https://evilkeys.example.com", undefined],
    ["http://keys.example.com", undefined],
    ["https://keys.example.com:8443", undefined],
    ["https://keys.example.com/", undefined],
    ["https://keys.example.com/path", undefined],
    ["https://user@keys.example.com", undefined],
    ["https://KEYS.example.com", undefined],
    ["keys.example.com", undefined],
    ["x", undefined],
    ["https://keys.example.com, https://evil.example", undefined],
    ["http://localhost", undefined],
    [APP, "same-site"],
    [APP, "cross-site"],
    [APP, "none"],
  ])("refuses %j with Sec-Fetch-Site %s", (origin, site) => {
    expect(isSameOrigin(from(origin, site), APP)).toBe(false);
  });

  test.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "takes %s for a portal on this machine",
    (origin) => expect(isSameOrigin(from(origin, "same-origin"), "http://localhost:3000")).toBe(true),
  );

  test.each(["http://localhost:3001", "https://localhost:3000", "http://127.0.0.2:3000", "http://localhost.evil:3000"])(
    "refuses %s for a portal on this machine",
    (origin) => expect(isSameOrigin(from(origin), "http://localhost:3000")).toBe(false),
  );
});
