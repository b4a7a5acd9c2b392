import { expect, test } from "vitest";
import { CLIENT_IP_HEADER, setClientAddress } from "@/server/web-client-address";

function decide(headers: Record<string, string>, remote: string | undefined, proxies: number) {
  setClientAddress(headers, remote, proxies);
  return headers;
}

test("without trusted proxies the connection decides and every forwarding header is dropped", () => {
  const headers = decide(
    {
      [CLIENT_IP_HEADER]: "10.0.0.1",
      "x-forwarded-for": "10.0.0.2",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      forwarded: "for=10.0.0.3",
      "x-real-ip": "10.0.0.4",
      host: "localhost",
    },
    "::ffff:203.0.113.9",
    0,
  );
  expect(headers).toEqual({ [CLIENT_IP_HEADER]: "203.0.113.9", host: "localhost" });
});

test.each([
  ["1.1.1.1, 2.2.2.2, 3.3.3.3", 1, "3.3.3.3"],
  ["1.1.1.1, 2.2.2.2, 3.3.3.3", 2, "2.2.2.2"],
  ["[2001:db8::1]:4711", 1, "2001:db8::1"],
  ["198.51.100.7:80", 1, "198.51.100.7"],
  ["fe80::1%eth0", 1, "fe80::1"],
])("X-Forwarded-For %s with %i trusted proxies gives %s", (forwardedFor, proxies, expected) => {
  expect(decide({ "x-forwarded-for": forwardedFor }, "127.0.0.1", proxies)[CLIENT_IP_HEADER]).toBe(expected);
});

test.each(["1.1.1.1", "", "unknown, 1.1.1.1", "<script>, 1.1.1.1"])(
  "what no trusted proxy can have written (%s, two hops) falls back to the connection",
  (forwardedFor) => {
    expect(decide({ "x-forwarded-for": forwardedFor }, "192.0.2.1", 2)[CLIENT_IP_HEADER]).toBe("192.0.2.1");
  },
);

test("a header of a client never gets through, not even without any address", () => {
  expect(decide({ [CLIENT_IP_HEADER]: "10.0.0.1" }, undefined, 0)).toEqual({});
});
