import "server-only";

/**
 * Whether a request that changes something comes from a page of the portal itself.
 * In: its headers and the public URL. Out: true only when Origin is exactly that of the URL and Sec-Fetch-Site, which
 * browsers set and pages cannot, says same-origin where it is sent. A missing or "null" Origin (sandboxed frames,
 * redirects, hand-made requests) is refused, and so is a sibling subdomain, which SameSite cookies let through.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  return headers.get("origin") === new URL(appUrl).origin;
}

/** In: headers. Out: false when Origin is there but is neither "null" nor an origin, which no browser sends. */
export function hasReadableOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  return origin === null || origin === "null" || URL.canParse(origin);
}
