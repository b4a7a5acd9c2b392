import ipaddr from "ipaddr.js";
import { z } from "zod";

/** Entries an allow list may have. */
export const ALLOW_LIST_MAX_LENGTH = 200;

const IPV4 = /^(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}$/;
const IPV6 = /^(?=.*:)[0-9a-f:.]{2,45}$/i;
const PREFIX = /^(?:0|[1-9][0-9]{0,2})$/;
/** An IPv4 address in the low 32 bits of ::ffff:0:0/96 (RFC 4291 section 2.5.5.2). */
const MAPPED_PREFIX = 96;

const NOT_A_NETWORK = "is not an IPv4 or IPv6 address or network: write 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32.";

/**
 * One address or network, in: text as typed; out: its one canonical form `address/prefix` (RFC 4632, RFC 5952). A single
 * address gets the full prefix, IPv4 inside IPv6 becomes IPv4. Octal, hexadecimal and shortened IPv4, zones and bits
 * right of the prefix are refused: two readers would not agree on what they mean.
 */
export const cidrSchema = z
  .string({ error: "Enter an address or network." })
  .max(64, "An address or network has at most 64 characters.")
  .transform((text, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
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
    const network = formatNetwork(address, prefix);
    if (network !== formatAddress(address)) {
      return refuse(`"${entry}" has bits right of its prefix: did you mean ${network}/${prefix}?`);
    }
    return `${network}/${prefix}`;
  });

/** One address as it reaches the gateway, in: text as typed; out: its canonical form. A network is refused. */
export const addressSchema = z
  .string({ error: "Enter an address." })
  .trim()
  .refine((text) => !text.includes("/"), "Enter one address, not a network.")
  .pipe(cidrSchema)
  .transform((network) => network.replace(/\/[0-9]+$/, ""));

/** Addresses and networks, canonical, each once, in the order given; blank entries are dropped. Empty = every address. */
export const allowListSchema = z
  .array(z.string({ error: "Enter addresses as text." }), { error: "Enter a list of addresses." })
  .transform((entries) => entries.filter((entry) => entry.trim() !== ""))
  .pipe(z.array(cidrSchema).max(ALLOW_LIST_MAX_LENGTH, `Use at most ${ALLOW_LIST_MAX_LENGTH} addresses or networks.`))
  .transform((entries) => [...new Set(entries)]);

function formatAddress(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

function formatNetwork(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): string {
  return address instanceof ipaddr.IPv6
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString()}/${prefix}`).toRFC5952String()
    : ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${prefix}`).toString();
}
