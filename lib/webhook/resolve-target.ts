import "server-only";
import { lookup as lookUp } from "node:dns/promises";
import { isIP } from "node:net";
import { judgeAddress } from "@/lib/net/judge-address";

const LOOKUP_MS = 5_000;
/** Tried one after the other. */
const MOST_ADDRESSES = 4;

/** It was not sent, and why, in words for an owner. */
export class WebhookError extends Error {
  override name = "WebhookError";
  /** The address that was spoken to, as far as it came to that. */
  readonly address: string | null;

  constructor(message: string, address: string | null = null) {
    super(message);
    this.address = address;
  }
}

/** Finds all addresses of a name. */
export type Lookup = (name: string) => Promise<string[]>;

/** As the system does it, so that names of a private network are found too. */
const findAddresses: Lookup = async (name) =>
  (await lookUp(name, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Finds the addresses behind a webhook's URL and judges every one of them: one that must not be spoken to refuses all, since
 * it is the name's owner who chooses which of them comes first. What is then spoken to is one of these addresses, never the
 * name again. In: the URL; whether private addresses are allowed. Out: addresses. Throws WebhookError.
 */
export async function resolveTarget(
  url: URL,
  { allowPrivate, lookup = findAddresses }: { allowPrivate: boolean; lookup?: Lookup | undefined },
): Promise<string[]> {
  const name = readHost(url);
  const addresses = isIP(name) ? [name] : await within(LOOKUP_MS, lookup(name), name);
  if (addresses.length === 0) throw new WebhookError(`${name} has no address.`);
  for (const address of addresses) {
    const refusal = explainRefusal(address, allowPrivate);
    if (refusal !== null) throw new WebhookError(isIP(name) ? refusal : `${name} leads to ${refusal}`);
  }
  return addresses.slice(0, MOST_ADDRESSES);
}

/** In: a URL. Out: its host as a name or address, without the brackets of IPv6. */
export function readHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** In: an address. Out: why it is not spoken to, as a sentence that begins with it; null where it is. */
export function explainRefusal(address: string, allowPrivate: boolean): string | null {
  const kind = judgeAddress(address);
  if (kind === "never") return `${address}, which is not an address of a receiver. Nothing was sent.`;
  if (kind === "private" && !allowPrivate) {
    return `${address}, an address of a private network. Allow private addresses if the receiver is there.`;
  }
  return null;
}

async function within(ms: number, found: Promise<string[]>, name: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new WebhookError(`${name} could not be looked up within ${ms / 1000} s.`)), ms);
  });
  try {
    return await Promise.race([found, late]);
  } catch (error) {
    if (error instanceof WebhookError) throw error;
    throw new WebhookError(`${name} could not be found (${(error as NodeJS.ErrnoException).code ?? "unknown error"}).`);
  } finally {
    clearTimeout(timer);
  }
}
