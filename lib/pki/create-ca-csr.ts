import "server-only";
import { createPublicKey, type KeyObject } from "node:crypto";
import { KeyUsageFlags } from "@peculiar/asn1-x509";
import { DER_TAG, encodeBitString, encodeElement } from "@/lib/pki/der";
import { encodeBasicConstraints, encodeKeyUsage } from "@/lib/pki/encode-extensions";
import { encodeName, type SubjectName } from "@/lib/pki/name";
import { chooseSignatureAlgorithm, signAndVerify } from "@/lib/pki/signature-algorithm";

const TAG_ATTRIBUTES = 0xa0;
const VERSION_1 = encodeElement(DER_TAG.integer, Buffer.from([0]));
/** extensionRequest, 1.2.840.113549.1.9.14 (RFC 2985 §5.4.2). */
const EXTENSION_REQUEST = Buffer.from("06092a864886f70d01090e", "hex");

/**
 * A PKCS#10 request (RFC 2986) for a CA certificate and returns its DER: the subject, the public half of the key, and as requested
 * extensions CA:TRUE with keyCertSign and cRLSign, so that whoever signs it outside sees what is needed. Throws PkiError
 * ("name_invalid") or ("key_rejected").
 */
export function createCaCsr(input: SubjectName & { privateKey: KeyObject }): Buffer {
  const publicKey = createPublicKey(input.privateKey);
  const algorithm = chooseSignatureAlgorithm(publicKey);
  const requested = encodeElement(
    DER_TAG.sequence,
    encodeBasicConstraints({ isCa: true }),
    encodeKeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign),
  );
  const values = encodeElement(DER_TAG.set, requested);
  const attribute = encodeElement(DER_TAG.sequence, EXTENSION_REQUEST, values);
  const info = encodeElement(
    DER_TAG.sequence,
    VERSION_1,
    encodeName(input),
    publicKey.export({ format: "der", type: "spki" }),
    encodeElement(TAG_ATTRIBUTES, attribute),
  );
  const signature = signAndVerify(algorithm, info, input.privateKey, publicKey);
  return encodeElement(DER_TAG.sequence, info, algorithm.algorithmDer, encodeBitString(signature));
}
