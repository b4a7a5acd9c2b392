import "server-only";
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { readCertificate } from "@/lib/pki/read-certificate";

/** SHA-256 of a DER SubjectPublicKeyInfo: 32 bytes, how a public key is recognized everywhere (pin, idempotent retry). */
export function hashSpki(spkiDer: Uint8Array): Buffer {
  return createHash("sha256").update(spkiDer).digest();
}

/** SHA-256 of the SPKI of a public key, or of the public half of a private key (32 bytes). */
export function hashKeySpki(key: KeyObject): Buffer {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return hashSpki(publicKey.export({ format: "der", type: "spki" }));
}

/** SHA-256 of the SPKI inside a certificate given as DER or PEM (32 bytes). Throws PkiError when it is not a certificate. */
export function hashCertificateSpki(certificate: string | Uint8Array): Buffer {
  return hashSpki(readCertificate(certificate).spkiDer);
}
