import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import { importPrivateKey } from "./csr";

const LABEL = "latchkey-connector/private-key/v1";
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/**
 * Encrypts a private key (PKCS#8) with AES-256-GCM under the machine's sealing key: a copy of the state directory is of no use on
 * another machine. Returns base64 of nonce, ciphertext and tag.
 */
export function sealPrivateKey(privateKey: KeyObject, sealingKey: Uint8Array): string {
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv("aes-256-gcm", sealingKey, nonce).setAAD(Buffer.from(LABEL));
  const plain = privateKey.export({ type: "pkcs8", format: "der" });
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

/** Opens what `sealPrivateKey` made; null when it was sealed on another machine or is damaged. */
export function openPrivateKey(sealed: string, sealingKey: Uint8Array): KeyObject | null {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length <= NONCE_LENGTH + TAG_LENGTH) return null;
  const end = bytes.length - TAG_LENGTH;
  const decipher = createDecipheriv("aes-256-gcm", sealingKey, bytes.subarray(0, NONCE_LENGTH), {
    authTagLength: TAG_LENGTH,
  });
  decipher.setAAD(Buffer.from(LABEL)).setAuthTag(bytes.subarray(end));
  try {
    return importPrivateKey(Buffer.concat([decipher.update(bytes.subarray(NONCE_LENGTH, end)), decipher.final()]));
  } catch {
    return null;
  }
}
