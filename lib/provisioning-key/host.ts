const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const IPV4_PART = /^(?:0|[1-9][0-9]{0,2})$/;
const PORT = /^[1-9][0-9]{0,4}$/;

/** Port that a connector dials when the key names none (HTTPS, RFC 9110 section 4.2.2). */
export const DEFAULT_PORT = 443;

/** 253 for a name (RFC 1035 section 2.3.4) and six for `:65535`. */
export const MAX_HOST_LENGTH = 259;

export type HostResult = { ok: true; host: string } | { ok: false; message: string };

function isIpv4(name: string): boolean {
  const parts = name.split(".");
  return parts.length === 4 && parts.every((part) => IPV4_PART.test(part) && Number(part) <= 255);
}

function isCanonicalIpv6(address: string): boolean {
  // The URL parser is the one IPv6 reader that browsers and Node share; it also writes the shortest form (RFC 5952).
  if (!/^[0-9a-f:.]+$/.test(address)) return false;
  try {
    return new URL(`http://[${address}]/`).hostname === `[${address}]`;
  } catch {
    return false;
  }
}

function isDnsName(name: string): boolean {
  const labels = name.split(".");
  // A last label of digits only is read as an IPv4 address by resolvers, never as a name (RFC 3696 section 2).
  return name.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^[0-9]+$/.test(labels.at(-1) ?? "");
}

function splitText(host: string): { name: string; port: string | null } | null {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(host);
  return match ? { name: match[1] ?? "", port: match[2] ?? null } : null;
}

/**
 * Checks the enrollment host of a provisioning key and lower-cases it.
 * In: `name`, `name:port`, IPv4 or `[IPv6]` in its shortest form, port 1 to 65535 without leading zeros; no scheme, path or user.
 * Out: the lower-cased host, or a sentence that says what is wrong with it.
 */
export function normalizeHost(text: string): HostResult {
  // Before lower-casing: some letters outside ASCII, such as the Kelvin sign, lower-case into it.
  if (!/^[!-~]*$/.test(text)) return { ok: false, message: "The host has a character that no host has." };
  const host = text.toLowerCase();
  if (host === "") return { ok: false, message: "The host is empty." };
  if (host.length > MAX_HOST_LENGTH) return { ok: false, message: "The host is too long." };
  const parts = splitText(host);
  if (!parts) return { ok: false, message: "The host must be name:port, with an IPv6 address in brackets." };
  if (parts.port !== null && !(PORT.test(parts.port) && Number(parts.port) <= 65535)) {
    return { ok: false, message: "The port must be a number from 1 to 65535." };
  }
  if (parts.name.startsWith("[")) {
    if (isCanonicalIpv6(parts.name.slice(1, -1))) return { ok: true, host };
    return { ok: false, message: "The host is not an IPv6 address in its shortest form." };
  }
  if (isIpv4(parts.name) || isDnsName(parts.name)) return { ok: true, host };
  return { ok: false, message: "The host is neither a DNS name nor an IP address." };
}

/** Splits a host that `normalizeHost` accepted into what to dial: a name or an address without brackets, and the port. */
export function splitHost(host: string): { hostname: string; port: number } {
  const parts = splitText(host) ?? { name: host, port: null };
  const hostname = parts.name.startsWith("[") ? parts.name.slice(1, -1) : parts.name;
  return { hostname, port: parts.port === null ? DEFAULT_PORT : Number(parts.port) };
}
