import "server-only";

/** In: an address that may hold a token in its path or its query. Out: what of it may stand in a log. */
export function maskUrl(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return pathname === "/" && search === "" ? `${origin}/` : `${origin}/…`;
}
