import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/** Carries the client's address from this listener to the application; whatever a client sends under this name is dropped. */
export const CLIENT_IP_HEADER = "x-latchkey-client-ip";

const FORWARDED = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/**
 * Decides whose request this is and writes it into the headers. Each trusted proxy appends the address it was reached from to
 * X-Forwarded-For, so with n of them the client is the n-th from the right; what stands further left was written by the client.
 * In: headers (changed), address of the connection, TRUSTED_PROXIES. Without trusted proxies all forwarding headers are dropped.
 */
export function setClientAddress(
  headers: IncomingHttpHeaders,
  remoteAddress: string | undefined,
  trustedProxies: number,
): void {
  delete headers[CLIENT_IP_HEADER];
  const address = chooseAddress(headers["x-forwarded-for"], remoteAddress, trustedProxies);
  if (trustedProxies === 0) for (const name of FORWARDED) delete headers[name];
  if (address !== undefined) headers[CLIENT_IP_HEADER] = address;
}

function chooseAddress(
  forwardedFor: string | string[] | undefined,
  remoteAddress: string | undefined,
  trustedProxies: number,
): string | undefined {
  if (trustedProxies === 0) return plainAddress(remoteAddress);
  const hops = [forwardedFor ?? []].flat().flatMap((line) => line.split(","));
  return plainAddress(hops.at(-trustedProxies)) ?? plainAddress(remoteAddress);
}

/** An address without brackets, port, zone or IPv4-in-IPv6 wrapping; undefined when it is none. */
function plainAddress(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? "";
  const withoutPort = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  const address = withoutPort.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) === 0 ? undefined : address;
}
