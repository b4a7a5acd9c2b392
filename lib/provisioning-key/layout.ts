import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** First field of the string and first byte of the data. */
export const KEY_VERSION = 1;
export const SECRET_ID_LENGTH = 16;
export const SECRET_LENGTH = 32;
export const PIN_LENGTH = 32;
export const CHECK_LENGTH = 4;

/** Length of the bytes that the check covers, besides the host: version, secret id, secret, pin. */
export const BODY_LENGTH = 1 + SECRET_ID_LENGTH + SECRET_LENGTH + PIN_LENGTH;
export const DATA_LENGTH = BODY_LENGTH + CHECK_LENGTH;

/** Characters of the third field: base64 of 85 bytes. */
export const DATA_TEXT_LENGTH = Math.ceil(DATA_LENGTH / 3) * 4;

/**
 * The four check bytes: start of SHA-256 over `1|host|` and the 81 bytes before the check.
 * They find damage, they do not authenticate. `host` must be lower-case already.
 */
export function computeCheck(host: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  return sha256(concatBytes(utf8ToBytes(`${KEY_VERSION}|${host}|`), body)).slice(0, CHECK_LENGTH);
}

/** Whether 85 decoded bytes carry our version and the check that fits them and the lower-case host. */
export function hasRightCheck(host: string, bytes: Uint8Array): boolean {
  if (bytes.length !== DATA_LENGTH || bytes[0] !== KEY_VERSION) return false;
  const check = computeCheck(host, bytes.subarray(0, BODY_LENGTH));
  return check.every((byte, index) => byte === bytes[BODY_LENGTH + index]);
}
