import ipaddr from "ipaddr.js";

const IPV4 = /^(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}$/;
const IPV6 = /^(?=.*:)[0-9a-f:.]{2,45}$/i;
const PREFIX = /^(?:0|[1-9][0-9]{0,2})$/;
/** An IPv4 address in the low 32 bits of ::ffff:0:0/96 (RFC 4291 section 2.5.5.2). */
const MAPPED_PREFIX = 96;

const NOT_A_NETWORK = "is not an IPv4 or IPv6 address or network: write 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32.";

type ReadNetwork =
  | { network: string }
  /** Why it is none; where only bits right of the prefix are wrong, the network without them. */
  | { network: null; problem: string; meant?: string };

/** In: text as typed. Out: the network in its one canonical form, or what is wrong with it as one sentence. */
export function readNetwork(text: string): ReadNetwork {
  const refuse = (problem: string, meant?: string) => ({ network: null, problem, ...(meant && { meant }) });
  const entry = text.trim();
  const [addressText = "", prefixText, ...rest] = entry.split("/");
  const isAddress = IPV4.test(addressText) || IPV6.test(addressText);
  const isPrefix = prefixText === undefined || PREFIX.test(prefixText);
  if (!isAddress || !isPrefix || rest.length > 0 || !ipaddr.isValid(addressText)) {
    return refuse(`"${entry}" ${NOT_A_NETWORK}`);
  }
  const typed = ipaddr.parse(addressText);
  const typedBits = typed.kind() === "ipv4" ? 32 : 128;
  const typedPrefix = prefixText === undefined ? typedBits : Number(prefixText);
  if (typedPrefix > typedBits) return refuse(`"${entry}": the prefix is at most ${typedBits}.`);
  const isMapped = typed instanceof ipaddr.IPv6 && typed.isIPv4MappedAddress() && typedPrefix >= MAPPED_PREFIX;
  const address = isMapped ? typed.toIPv4Address() : typed;
  const prefix = isMapped ? typedPrefix - MAPPED_PREFIX : typedPrefix;
  const base = formatNetwork(address, prefix);
  const network = `${base}/${prefix}`;
  return base === formatAddress(address)
    ? { network }
    : refuse(`"${entry}" has bits right of its prefix: did you mean ${network}?`, network);
}

function formatAddress(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

function formatNetwork(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): string {
  return address instanceof ipaddr.IPv6
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString()}/${prefix}`).toRFC5952String()
    : ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${prefix}`).toString();
}
