import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { SECRET_LENGTH } from "./layout";

const LABEL = utf8ToBytes("latchkey/key/v1\0");

/**
 * The 32 bytes that are stored and looked up instead of the secret: SHA-256 of a label and the 32 secret bytes.
 * A fast hash is enough because the secret is 256 random bits (NIST SP 800-63B section 5.1.2.2).
 * Throws RangeError when the secret has another length.
 */
export function digestSecret(secret: Uint8Array): Uint8Array<ArrayBuffer> {
  if (secret.length !== SECRET_LENGTH) throw new RangeError(`The secret must have ${SECRET_LENGTH} bytes.`);
  return sha256(concatBytes(LABEL, secret));
}
