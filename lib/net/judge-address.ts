import "server-only";
import ipaddr from "ipaddr.js";

/**
 * public: anybody's internet. private: this machine or a network of its own, which an owner may allow. never: link-local addresses, where clouds
 * hand out the credentials of a machine, and whatever is no single machine's address.
 */
export type AddressClass = "public" | "private" | "never";

/** Services that clouds put beside a machine, outside of the link-local range. */
const METADATA = ["100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"].map((address) =>
  ipaddr.parse(address).toNormalizedString(),
);
const PRIVATE_IPV4: readonly string[] = ["loopback", "private", "carrierGradeNat"];
const PRIVATE_IPV6: readonly string[] = ["loopback", "uniqueLocal"];
/** The "IPv4-compatible" form, which RFC 4291 gave up; the parser would take it for the mapped one. */
const COMPATIBLE = /^(?:0*:)+[0-9]+(?:\.[0-9]+){3}$/;
/** 2000::/3 is all of IPv6 that is given out. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse("2000::");

/** In: an address as a resolver gives it. Out: what it is; text that is no address, or has a zone, is never sent to. */
export function judgeAddress(text: string): AddressClass {
  if (!ipaddr.isValid(text) || text.includes("%") || COMPATIBLE.test(text)) return "never";
  const address = ipaddr.parse(text);
  return address instanceof ipaddr.IPv6 ? judgeIpv6(address) : judgeIpv4(address as ipaddr.IPv4);
}

function judgeIpv4(address: ipaddr.IPv4): AddressClass {
  if (METADATA.includes(address.toNormalizedString())) return "never";
  const range = address.range();
  if (range === "unicast") return "public";
  return PRIVATE_IPV4.includes(range) ? "private" : "never";
}

function judgeIpv6(address: ipaddr.IPv6): AddressClass {
  const range: string = address.range();
  const at = (index: number) => readIpv4(address, index);
  // What carries an IPv4 address is judged by it: that is where a packet ends, by translation or through a tunnel.
  if (range === "6to4") return judgeIpv4(at(1));
  if (range === "ipv4Mapped" || range === "rfc6145" || range === "rfc6052") return judgeIpv4(at(6));
  if (METADATA.includes(address.toNormalizedString())) return "never";
  if (PRIVATE_IPV6.includes(range)) return "private";
  if (range !== "unicast" || !address.match(GLOBAL_UNICAST, 3)) return "never";
  return isIsatap(address) ? judgeIpv4(at(6)) : "public";
}

/** RFC 5214: …:0:5efe:a.b.c.d or …:200:5efe:a.b.c.d in any network. */
const isIsatap = ({ parts }: ipaddr.IPv6) => ((parts[4] ?? 0) & 0xfdff) === 0 && parts[5] === 0x5efe;

/** The IPv4 address in two of the eight groups. */
function readIpv4({ parts }: ipaddr.IPv6, index: number): ipaddr.IPv4 {
  const [high = 0, low = 0] = parts.slice(index);
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
}
