/** Longest host that a mask shows whole. */
const HOST_START = 12;

function splitCanonical(canonical: string): { version: string; host: string; data: string } {
  const [version = "", host = "", data = ""] = canonical.split("|");
  return { version, host, data };
}

/**
 * What may be shown of a key: `1|api.private.…|AbCd…Xy==`. Version, start of the host, first and last four characters of
 * the third field: the former are bits of the public secret id, the latter the last check byte. Never the real length.
 * `wholeHost` keeps the host in full length, for places with room. In: a canonical key string.
 */
export function maskProvisioningKey(canonical: string, options: { wholeHost?: boolean } = {}): string {
  const { version, host, data } = splitCanonical(canonical);
  const shown = options.wholeHost || host.length <= HOST_START ? host : `${host.slice(0, HOST_START)}…`;
  return `${version}|${shown}|${data.slice(0, 4)}…${data.slice(-4)}`;
}

/**
 * The public start of a key as connectors print it in their login error: version, host and the first seven characters of the
 * third field (version byte and the first bits of the secret id). In: a canonical key string.
 */
export function publicPrefix(canonical: string): string {
  const { version, host, data } = splitCanonical(canonical);
  return `${version}|${host}|${data.slice(0, 7)}`;
}
