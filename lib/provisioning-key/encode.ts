import { concatBytes } from "@noble/hashes/utils.js";
import { encodeBase64 } from "./base64";
import { normalizeHost } from "./host";
import { computeCheck, KEY_VERSION, PIN_LENGTH, SECRET_ID_LENGTH, SECRET_LENGTH } from "./layout";

export type KeyParts = {
  /** Enrollment host, `name[:port]`; written lower-case. */
  host: string;
  /** 16 public bytes that name the secret. */
  secretId: Uint8Array;
  /** 32 bytes from a cryptographic random generator. */
  secret: Uint8Array;
  /** SHA-256 of the DER SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) of the tenant's Root certificate. */
  pin: Uint8Array;
};

function requireLength(what: string, bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`The ${what} must have ${length} bytes.`);
  return bytes;
}

/**
 * Writes a provisioning key string `1|host|base64`, always in its canonical form.
 * Throws RangeError when a part has the wrong length or the host is not valid; no message contains a part.
 */
export function encodeProvisioningKey(parts: KeyParts): string {
  const host = normalizeHost(parts.host);
  if (!host.ok) throw new RangeError(host.message);
  const body = concatBytes(
    Uint8Array.of(KEY_VERSION),
    requireLength("secret id", parts.secretId, SECRET_ID_LENGTH),
    requireLength("secret", parts.secret, SECRET_LENGTH),
    requireLength("pin", parts.pin, PIN_LENGTH),
  );
  return `${KEY_VERSION}|${host.host}|${encodeBase64(concatBytes(body, computeCheck(host.host, body)))}`;
}
