import "server-only";
import { type KeyObject, sign, verify } from "node:crypto";
import { PkiError } from "@/lib/pki/pki-error";

/** A signature algorithm as certificates name it: the DER AlgorithmIdentifier and the hash for node:crypto (null for Ed25519). */
export type SignatureAlgorithm = { algorithmDer: Buffer; hash: "sha256" | "sha384" | null };

// RFC 5758 §3.2: ECDSA has no parameters. RFC 4055 §5: RSA has NULL. RFC 8410 §3: Ed25519 has none.
const ECDSA_SHA256: SignatureAlgorithm = {
  algorithmDer: Buffer.from("300a06082a8648ce3d040302", "hex"),
  hash: "sha256",
};
const ECDSA_SHA384: SignatureAlgorithm = {
  algorithmDer: Buffer.from("300a06082a8648ce3d040303", "hex"),
  hash: "sha384",
};
const RSA_SHA256: SignatureAlgorithm = {
  algorithmDer: Buffer.from("300d06092a864886f70d01010b0500", "hex"),
  hash: "sha256",
};
const ED25519: SignatureAlgorithm = { algorithmDer: Buffer.from("300506032b6570", "hex"), hash: null };

/**
 * The algorithm that goes with an issuer's key: P-256 → ecdsa-with-SHA256, P-384 → ecdsa-with-SHA384, RSA →
 * sha256WithRSAEncryption, Ed25519 → Ed25519. Throws PkiError("key_rejected") for any other key.
 */
export function chooseSignatureAlgorithm(issuerKey: KeyObject): SignatureAlgorithm {
  const type = issuerKey.asymmetricKeyType;
  const curve = issuerKey.asymmetricKeyDetails?.namedCurve;
  if (type === "ec" && curve === "prime256v1") return ECDSA_SHA256;
  if (type === "ec" && curve === "secp384r1") return ECDSA_SHA384;
  if (type === "rsa") return RSA_SHA256;
  if (type === "ed25519") return ED25519;
  throw new PkiError("key_rejected", "An issuer's key must be ECDSA P-256 or P-384, RSA or Ed25519.");
}

/**
 * Signs `bytes` and checks the result against the issuer's public key before anybody sees it: this catches a private key that is
 * not the certificate's, and a faulty computation. Throws PkiError("issuer_key_mismatch").
 */
export function signAndVerify(
  algorithm: SignatureAlgorithm,
  bytes: Uint8Array,
  privateKey: KeyObject,
  issuerPublicKey: KeyObject,
): Buffer {
  if (privateKey.asymmetricKeyType === issuerPublicKey.asymmetricKeyType) {
    const signature = sign(algorithm.hash, bytes, privateKey);
    if (verify(algorithm.hash, bytes, issuerPublicKey, signature)) return signature;
  }
  throw new PkiError("issuer_key_mismatch", "The private key does not belong to the issuer's certificate.");
}
