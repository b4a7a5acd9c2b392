import "server-only";
import { createPublicKey, type KeyObject } from "node:crypto";
import { DER_TAG, readChildren, readDer, sliceContent, sliceElement } from "@/lib/pki/der";

export type PublicKeyVerdict = { ok: true; publicKey: KeyObject; label: string } | { ok: false; message: string };
type ShapeVerdict = { ok: true; label: string } | { ok: false; message: string };

const ACCEPTED = "Accepted are ECDSA P-256 and P-384, Ed25519, and RSA of 2048 to 4096 bits.";

const CURVE_LABELS: Record<string, string> = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
};

// DER AlgorithmIdentifiers: RFC 5480 §2.1.1 (named curve), RFC 8410 §3, RFC 3279 §2.3.1 (RSA with NULL).
const RSA_ALGORITHM = "300d06092a864886f70d0101010500";
const RAW_KEYS = new Map<string, { label: string; keyLength: number; firstOctet?: number }>([
  // An uncompressed point starts with 4 (RFC 5480 §2.2).
  ["301306072a8648ce3d020106082a8648ce3d030107", { label: "ECDSA P-256", keyLength: 65, firstOctet: 4 }],
  ["301006072a8648ce3d020106052b81040022", { label: "ECDSA P-384", keyLength: 97, firstOctet: 4 }],
  ["300506032b6570", { label: "Ed25519", keyLength: 32 }],
]);

const RSA_MIN_BITS = 2048;
const RSA_MAX_BITS = 4096;
const RSA_EXPONENT = "010001";

/** "ECDSA P-256", "Ed25519", "RSA 2048": the name of a key's algorithm as tables show it, for accepted keys and others. */
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
  const shape = checkShape(spkiDer);
  if (!shape.ok) return shape;
  try {
    const publicKey = createPublicKey({ key: Buffer.from(spkiDer), format: "der", type: "spki" });
    return { ok: true, publicKey, label: shape.label };
  } catch {
    return { ok: false, message: `The public key is not a valid ${shape.label} key.` };
  }
}

/** Decides on the bytes alone, so that OpenSSL never works on foreign curve parameters or enormous numbers. */
function checkShape(spkiDer: Uint8Array): ShapeVerdict {
  const root = readDer(spkiDer);
  const [algorithm, bits, ...others] = root?.tag === DER_TAG.sequence ? readChildren(spkiDer, root) : [];
  if (!algorithm || bits?.tag !== DER_TAG.bitString || others.length > 0) {
    return { ok: false, message: "The public key is not a SubjectPublicKeyInfo in DER." };
  }
  const content = sliceContent(spkiDer, bits);
  const key = content.subarray(1);
  const algorithmHex = sliceElement(spkiDer, algorithm).toString("hex");
  if (content[0] !== 0) return { ok: false, message: "The public key is malformed." };
  if (algorithmHex === RSA_ALGORITHM) return checkRsaKey(key);

  const raw = RAW_KEYS.get(algorithmHex);
  if (raw === undefined)
    return { ok: false, message: `The algorithm or curve of the key is not accepted. ${ACCEPTED}` };
  if (key.length !== raw.keyLength || (raw.firstOctet !== undefined && key[0] !== raw.firstOctet)) {
    return { ok: false, message: `The ${raw.label} key is malformed or not in its standard, uncompressed form.` };
  }
  return { ok: true, label: raw.label };
}

/** RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER } (RFC 8017 Appendix A.1.1). */
function checkRsaKey(key: Buffer): ShapeVerdict {
  const root = readDer(key);
  const [modulus, exponent, ...others] = root?.tag === DER_TAG.sequence ? readChildren(key, root) : [];
  if (modulus?.tag !== DER_TAG.integer || exponent?.tag !== DER_TAG.integer || others.length > 0) {
    return { ok: false, message: "The RSA public key is malformed." };
  }
  const octets = sliceContent(key, modulus);
  const magnitude = octets[0] === 0 ? octets.subarray(1) : octets;
  const isOddAndPositive = (octets[0] ?? 0) < 0x80 && (octets.at(-1) ?? 0) % 2 === 1;
  if (!isOddAndPositive) return { ok: false, message: "The RSA public key is malformed." };
  const bits = magnitude.length * 8 - Math.clz32(magnitude[0] ?? 0) + 24;
  if (bits < RSA_MIN_BITS || bits > RSA_MAX_BITS) {
    return { ok: false, message: `The key is RSA of ${bits} bits. ${ACCEPTED}` };
  }
  if (sliceContent(key, exponent).toString("hex") !== RSA_EXPONENT) {
    return { ok: false, message: "The public exponent of an RSA key must be 65537." };
  }
  return { ok: true, label: `RSA ${bits}` };
}
