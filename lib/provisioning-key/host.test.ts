import { describe, expect, it } from "vitest";
import { normalizeHost, splitHost } from "./host";

describe("normalizeHost", () => {
  it.each([
    ["gateway.example.com", "gateway.example.com", "gateway.example.com", 443],
    ["API.Private.Example.COM:8443", "api.private.example.com:8443", "api.private.example.com", 8443],
    ["localhost:1", "localhost:1", "localhost", 1],
    ["xn--bcher-kva.example", "xn--bcher-kva.example", "xn--bcher-kva.example", 443],
    ["192.0.2.10:65535", "192.0.2.10:65535", "192.0.2.10", 65535],
    ["[2001:DB8::1]:8443", "[2001:db8::1]:8443", "2001:db8::1", 8443],
    ["[::1]", "[::1]", "::1", 443],
  ])("accepts %s", (text, host, hostname, port) => {
    expect(normalizeHost(text)).toEqual({ ok: true, host });
    expect(splitHost(host)).toEqual({ hostname, port });
  });

  it.each([
    "",
    "https://gateway.example.com",
    "gateway.example.com/",
    "user@gateway.example.com",
    "gateway.example.com.",
    ".example.com",
    "gateway..example.com",
    "-gateway.example.com",
    "gateway-.example.com",
    "gate_way.example.com",
    "gateway example.com",
    "gateway.example.com:",
    "gateway.example.com:0",
    "gateway.example.com:0443",
    "gateway.example.com:65536",
    "gateway.example.com:8443:1",
    "gateway.example.com:+443",
    "256.0.2.10",
    "192.0.2",
    "192.0.2.010",
    "1.2.3.4.5",
    "2001:db8::1",
    "[2001:db8:0::1]",
    "[2001:db8::1",
    "[fe80::1%eth0]",
    "[192.0.2.1]",
    "[]",
    "bücher.example",
    "\u212aelvin.example",
    "a|b",
    `${"a".repeat(64)}.example`,
    `${"a.".repeat(127)}example`,
  ])("refuses %j", (text) => {
    const result = normalizeHost(text);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.message).toMatch(/\.$/);
  });
});
