import "server-only";

/** Where the portal begins. */
export const START_PAGE = "/provisioning-keys";

const BASE = "http://portal.invalid";
// Backslashes, white space and control characters: browsers rewrite or drop them, and what is left may be another host.
const REWRITTEN = /[\\\s\p{C}]/u;
const DEAD_ENDS = /^\/(?:sign-in|setup|invite|api)(?:[/?#]|$)/;

/**
 * Where to go after sign-in (open redirects: CWE-601).
 * In: what the `next` parameter said, any value. Out: a path of this portal with its query; START_PAGE for anything that
 * is not one, also after the dots in it are resolved and the escapes in it are read.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || next.length > 2_048 || !next.startsWith("/") || REWRITTEN.test(next))
    return START_PAGE;
  if (!URL.canParse(next, BASE)) return START_PAGE;
  const url = new URL(next, BASE);
  const path = `${url.pathname}${url.search}`;
  if (url.origin !== BASE || !isLocal(url.pathname) || DEAD_ENDS.test(path) || path === "/") return START_PAGE;
  return path;
}

function isLocal(pathname: string): boolean {
  let decoded = pathname;
  // Twice: some servers in between unescape once on their own.
  for (let round = 0; round < 2; round += 1) {
    if (decoded.includes("//") || REWRITTEN.test(decoded.replaceAll(" ", ""))) return false;
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      return false;
    }
  }
  return !decoded.includes("//") && !decoded.includes("\\");
}
