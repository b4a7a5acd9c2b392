import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { KeyRing } from "@/lib/crypto/key-ring";

const VERSION = 1;
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;

/** What a sealed value is for; each purpose has its own key under the master key. */
export type SealPurpose = "provisioning-key" | "signing-key" | "gateway-key" | "webhook";

/** A sealed value does not open: wrong row, wrong purpose, other master key, or changed bytes. */
export class SealError extends Error {
  override name = "SealError";
}

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D).
 * In: key ring, purpose, the id of the row that will hold the value (bound as additional data, so that values cannot
 * be swapped between rows), plaintext. Out: version 1 byte | key id 8 | nonce 12, random | ciphertext | tag 16.
 */
export function seal(ring: KeyRing, purpose: SealPurpose, rowId: string, plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", ring.derive(ring.currentId, purpose), nonce);
  cipher.setAAD(additionalData(purpose, rowId));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([
    Buffer.from([VERSION]),
    Buffer.from(ring.currentId, "hex"),
    nonce,
    sealed,
    cipher.getAuthTag(),
  ]);
}

/** The reverse of `seal`. Throws SealError; KeyRingError when the master key is not in the ring. */
export function unseal(ring: KeyRing, purpose: SealPurpose, rowId: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes.length < HEADER_BYTES + TAG_BYTES || bytes[0] !== VERSION) throw new SealError("not a sealed value");
  const keyId = bytes.subarray(1, 1 + KEY_ID_BYTES).toString("hex");
  const decipher = createDecipheriv(
    "aes-256-gcm",
    ring.derive(keyId, purpose),
    bytes.subarray(1 + KEY_ID_BYTES, HEADER_BYTES),
  );
  decipher.setAAD(additionalData(purpose, rowId));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealError("a sealed value does not open");
  }
}

function additionalData(purpose: SealPurpose, rowId: string): Buffer {
  return Buffer.from(`latchkey/${purpose}/v1|${rowId}`, "utf8");
}
