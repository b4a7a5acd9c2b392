declare global {
  var __webpack_nonce__: string | undefined;
}

/**
 * The nonce of this document's scripts, or undefined on the server and where no policy is set. Libraries that add a
 * style element at run time (scroll locking, the select list) need it, or the content security policy refuses them.
 */
export function cspNonce(): string | undefined {
  if (typeof document === "undefined") return undefined;
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce || undefined;
}

/** Hands the nonce to libraries that look for the bundlers' well-known global. Call once, in the browser. */
export function publishCspNonce(): void {
  const nonce = cspNonce();
  if (nonce) globalThis.__webpack_nonce__ = nonce;
}
