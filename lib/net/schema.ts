import { z } from "zod";
import { readNetwork } from "@/lib/net/read-network";

/** Entries an allow list may have. */
export const ALLOW_LIST_MAX_LENGTH = 200;

/**
 * One address or network, in: text as typed; out: its one canonical form `address/prefix` (RFC 4632, RFC 5952). A single
 * address gets the full prefix, IPv4 inside IPv6 becomes IPv4. Octal, hexadecimal and shortened IPv4, zones and bits
 * right of the prefix are refused: two readers would not agree on what they mean.
 */
export const cidrSchema = z
  .string({ error: "Enter an address or network." })
  .max(64, "An address or network has at most 64 characters.")
  .transform((text, context) => {
    const read = readNetwork(text);
    if (read.network !== null) return read.network;
    context.addIssue({ code: "custom", message: read.problem });
    return z.NEVER;
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
