import "server-only";

/**
 * SHA-256 of the style elements that packages add in the browser without a way to hand them a nonce: the empty one
 * that is filled afterwards, and the style sheet of sonner's toasts. A test compares it with the installed package.
 */
export const STYLE_HASHES = [
  "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=",
];

/**
 * The content security policy of one document.
 * In: its nonce, whether this is the development server. Out: the header's value. Style attributes are allowed, since
 * positioned elements set them while the page is rendered; style elements and scripts need the nonce. The static
 * headers and the policy of everything that is no document are in next.config.ts.
 */
export function buildContentSecurityPolicy(nonce: string, development: boolean): string {
  // The development server evaluates modules and talks over a WebSocket.
  const scripts = development ? " 'unsafe-eval'" : "";
  const connections = development ? " ws:" : "";
  const hashes = STYLE_HASHES.map((hash) => `'${hash}'`).join(" ");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${scripts}`,
    `style-src 'self' 'nonce-${nonce}' ${hashes}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${connections}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");
}

/** One year, for this host only: other subdomains are not ours to decide about. Ignored over plain HTTP (RFC 6797, 8.1). */
export const STRICT_TRANSPORT_SECURITY = "max-age=31536000";

/** Empties what a browser keeps of the portal; sent when somebody signs out (W3C Clear Site Data). */
export const CLEAR_SITE_DATA = '"cache", "storage"';
