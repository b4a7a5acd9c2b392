import "server-only";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request that changes something comes from a page of the portal itself.
 * In: its headers and the public URL. Out: true only when Origin is that of the URL and Sec-Fetch-Site, which browsers
 * set and pages cannot, says same-origin where it is sent. A missing or "null" Origin (sandboxed frames, redirects,
 * hand-made requests) is refused, and so is a sibling subdomain, which SameSite cookies let through. Where the public
 * URL is a loopback one, its other names count as the same: a portal on this machine is reached by each of them.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const [given, own] = [new URL(origin), new URL(appUrl)];
  // What a browser sends is the bare origin: anything more was made by hand.
  if (given.origin !== origin) return false;
  if (LOOPBACK.has(own.hostname) && LOOPBACK.has(given.hostname)) {
    return given.protocol === own.protocol && given.port === own.port;
  }
  return given.origin === own.origin;
}
