import "server-only";
import { createPublicKey, type KeyObject } from "node:crypto";

export type PublicKeyVerdict = { ok: true; publicKey: KeyObject; label: string } | { ok: false; message: string };

const CURVE_LABELS: Record<string, string> = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
};

// Length of the DER SPKI with a named curve and an uncompressed point (RFC 5480 §2.1.1 and §2.2).
const EC_SPKI_LENGTH: Record<string, number> = { prime256v1: 91, secp384r1: 120 };

const RSA_MIN_BITS = 2048;
const RSA_MAX_BITS = 4096;

/** "ECDSA P-256", "Ed25519", "RSA 2048": the name of a key's algorithm as tables show it, for allowed keys and others. */
export function labelKey(key: KeyObject): string {
  const details = key.asymmetricKeyDetails;
  switch (key.asymmetricKeyType) {
    case "ec": {
      const curve = details?.namedCurve;
      return `ECDSA ${curve === undefined ? "with unnamed curve" : (CURVE_LABELS[curve] ?? curve)}`;
    }
    case "rsa":
      return `RSA ${details?.modulusLength ?? "?"}`;
    case "rsa-pss":
      return `RSASSA-PSS ${details?.modulusLength ?? "?"}`;
    case "ed25519":
      return "Ed25519";
    case "ed448":
      return "Ed448";
    default:
      return (key.asymmetricKeyType ?? "unknown").toUpperCase();
  }
}

/**
 * Reads a DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) and applies the key policy: ECDSA P-256 or P-384, Ed25519, RSA of 2048 to
 * 4096 bits with exponent 65537. Only the one usual encoding of a key is accepted, because a key is recognized by the SHA-256 of
 * its SPKI: with a compressed point or explicit curve parameters the same key would pass as a second one. Never throws.
 */
export function checkPublicKey(spkiDer: Uint8Array): PublicKeyVerdict {
  let publicKey: KeyObject;
  try {
    publicKey = createPublicKey({ key: Buffer.from(spkiDer), format: "der", type: "spki" });
  } catch {
    return { ok: false, message: "The public key has an unknown algorithm or is malformed." };
  }
  const message = explainRefusal(publicKey, spkiDer);
  return message === undefined ? { ok: true, publicKey, label: labelKey(publicKey) } : { ok: false, message };
}

function explainRefusal(key: KeyObject, spkiDer: Uint8Array): string | undefined {
  const accepted = "Accepted are ECDSA P-256 and P-384, Ed25519, and RSA of 2048 to 4096 bits.";
  const details = key.asymmetricKeyDetails;
  switch (key.asymmetricKeyType) {
    case "ed25519":
      break;
    case "ec": {
      const expectedLength = EC_SPKI_LENGTH[details?.namedCurve ?? ""];
      if (expectedLength === undefined) return `The key is ${labelKey(key)}. ${accepted}`;
      if (expectedLength !== spkiDer.length) return "The elliptic curve point must be in uncompressed form.";
      break;
    }
    case "rsa": {
      const bits = details?.modulusLength ?? 0;
      if (bits < RSA_MIN_BITS || bits > RSA_MAX_BITS) return `The key is RSA of ${bits} bits. ${accepted}`;
      if (details?.publicExponent !== 65537n) return "The public exponent of an RSA key must be 65537.";
      break;
    }
    default:
      return `The key is ${labelKey(key)}. ${accepted}`;
  }
  const canonical = key.export({ format: "der", type: "spki" });
  return canonical.equals(spkiDer) ? undefined : "The public key is not in its standard encoding.";
}
