import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * Public name of a key string: the first 16 hex digits of SHA-256 of the canonical string (host lower-cased, no white space).
 * Fit for lists, logs and errors; need not be unique, so never look a key up by it alone.
 */
export function fingerprintKey(canonical: string): string {
  return bytesToHex(sha256(utf8ToBytes(canonical))).slice(0, 16);
}
