import { expect, test } from "vitest";
import { plainAddress, senderNetwork } from "@/server/gateway/address";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["::ffff:cb00:7107", "203.0.113.7"],
  ["2001:db8::1", "2001:db8::1"],
  ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
])("%s is written %s", (address, plain) => {
  expect(plainAddress(address)).toBe(plain);
});

test.each([
  ["two IPv4 peers of a dual-stack listener are two senders", "::ffff:203.0.113.7", "::ffff:203.0.113.8", false],
  ["an IPv4 peer is one sender however it is written", "::ffff:203.0.113.7", "203.0.113.7", true],
  ["a /64 is one sender", "2001:db8::1", "2001:db8:0:0:ffff::9", true],
  ["two /64 are two senders", "2001:db8::1", "2001:db8:0:1::1", false],
  ["a link-local address counts without its zone", "fe80::1%eth0", "fe80::2", true],
  ["an embedded IPv4 tail does not widen the network", "64:ff9b::203.0.113.7", "64:ff9b:0:1::1", false],
])("%s", (_name, one, other, same) => {
  expect(senderNetwork(one) === senderNetwork(other)).toBe(same);
});
