import "server-only";
import { type KeyObject, verify } from "node:crypto";
import { CertificationRequest } from "@peculiar/asn1-csr";
import { AsnConvert } from "@peculiar/asn1-schema";
import { DER_TAG, type DerElement, readChildren, readDer, sliceContent, sliceElement } from "@/lib/pki/der";
import { checkPublicKey } from "@/lib/pki/key-policy";
import { readCommonName } from "@/lib/pki/name";
import { decodeBase64, readPemBlocks } from "@/lib/pki/pem";
import { PkiError } from "@/lib/pki/pki-error";
import { hashSpki } from "@/lib/pki/spki";

export type ParsedCsr = {
  der: Buffer;
  spkiDer: Buffer;
  /** 32 bytes. */
  spkiSha256: Buffer;
  publicKey: KeyObject;
  /** "ECDSA P-256", "RSA 2048", … */
  keyType: string;
  /** What the requester calls itself: for people to read, never for issuing. */
  subjectCommonName?: string;
};

export type CsrErrorCode = "csr_invalid" | "csr_key_rejected" | "body_too_large";
export type CsrResult = { ok: true; csr: ParsedCsr } | { ok: false; code: CsrErrorCode; message: string };

/** Largest accepted CSR in characters or octets, as sent: a longer one is refused before anything looks at it. */
export const MAX_CSR_LENGTH = 16 * 1024;

const CSR_LABELS = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"];

type AcceptedSignature = { keyType: "ec" | "rsa" | "ed25519"; hash: "sha256" | "sha384" | "sha512" | null };

// By the whole DER AlgorithmIdentifier: the general parser lets a wrong tag or odd parameters pass. For RSA absent parameters must be
// accepted beside NULL (RFC 4055 §5).
const ACCEPTED_SIGNATURES = new Map<string, AcceptedSignature>([
  ["300a06082a8648ce3d040302", { keyType: "ec", hash: "sha256" }],
  ["300a06082a8648ce3d040303", { keyType: "ec", hash: "sha384" }],
  ["300a06082a8648ce3d040304", { keyType: "ec", hash: "sha512" }],
  ["300d06092a864886f70d01010b0500", { keyType: "rsa", hash: "sha256" }],
  ["300d06092a864886f70d01010c0500", { keyType: "rsa", hash: "sha384" }],
  ["300d06092a864886f70d01010d0500", { keyType: "rsa", hash: "sha512" }],
  ["300b06092a864886f70d01010b", { keyType: "rsa", hash: "sha256" }],
  ["300b06092a864886f70d01010c", { keyType: "rsa", hash: "sha384" }],
  ["300b06092a864886f70d01010d", { keyType: "rsa", hash: "sha512" }],
  ["300506032b6570", { keyType: "ed25519", hash: null }],
]);

const WEAK_SIGNATURES = new Map<string, string>([
  ["1.2.840.113549.1.1.2", "MD2"],
  ["1.2.840.113549.1.1.3", "MD4"],
  ["1.2.840.113549.1.1.4", "MD5"],
  ["1.2.840.113549.1.1.5", "SHA-1"],
  ["1.2.840.113549.1.1.14", "SHA-224"],
  ["1.3.14.3.2.29", "SHA-1"],
  ["1.2.840.10045.4.1", "SHA-1"],
  ["1.2.840.10045.4.3.1", "SHA-224"],
]);

class CsrRefusal extends Error {
  readonly code: CsrErrorCode;

  constructor(code: CsrErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Reads a PKCS#10 certificate signing request (RFC 2986): one PEM block with either usual label, bare base64, or DER. Checks its form,
 * that the key is allowed (see `checkPublicKey`), that the signature uses SHA-256 or better, and that it proves possession of the key.
 * Requested subject and extensions are not for issuing. Never throws; work is bounded by MAX_CSR_LENGTH.
 */
export function parseCsr(input: string | Uint8Array): CsrResult {
  try {
    return { ok: true, csr: readCsr(input) };
  } catch (error) {
    if (error instanceof CsrRefusal) return { ok: false, code: error.code, message: error.message };
    // Whatever a parser throws at foreign bytes is the sender's fault, not a failure of this server.
    return { ok: false, code: "csr_invalid", message: "The CSR cannot be read as PKCS#10." };
  }
}

function readCsr(input: string | Uint8Array): ParsedCsr {
  if (input.length > MAX_CSR_LENGTH) {
    throw new CsrRefusal("body_too_large", `The CSR is larger than ${MAX_CSR_LENGTH / 1024} KiB.`);
  }
  const der = decodeCsr(input);
  const root = readDer(der);
  if (root === undefined) {
    throw new CsrRefusal(
      "csr_invalid",
      "The CSR is not one whole DER structure: it is cut short, damaged, or followed by more bytes.",
    );
  }
  const outer = readChildren(der, root);
  const [info, algorithm, signatureBits] = outer;
  const inner = info ? readChildren(der, info) : [];
  const [version, subject, spki] = inner;
  const hasForm =
    [root, info, algorithm, subject, spki].every((element) => element?.tag === DER_TAG.sequence) &&
    version?.tag === DER_TAG.integer &&
    signatureBits?.tag === DER_TAG.bitString &&
    outer.length === 3;
  const request = AsnConvert.parse(der, CertificationRequest);
  if (!hasForm || !info || !algorithm || !subject || !spki || request.certificationRequestInfo.version !== 0) {
    throw new CsrRefusal("csr_invalid", "The CSR is not a PKCS#10 version 1 request.");
  }

  // The key first: verifying with an enormous key would cost what the policy is there to prevent.
  const spkiDer = Buffer.from(sliceElement(der, spki));
  const verdict = checkPublicKey(spkiDer);
  if (!verdict.ok) throw new CsrRefusal("csr_key_rejected", verdict.message);
  checkSignature(der, { info, algorithm, signatureBits }, request.signatureAlgorithm.algorithm, verdict.publicKey);

  const subjectCommonName = readCommonName(sliceElement(der, subject));
  return {
    der,
    spkiDer,
    spkiSha256: hashSpki(spkiDer),
    publicKey: verdict.publicKey,
    keyType: verdict.label,
    ...(subjectCommonName === undefined ? {} : { subjectCommonName }),
  };
}

function decodeCsr(input: string | Uint8Array): Buffer {
  if (typeof input !== "string") {
    if (input[0] === DER_TAG.sequence) return Buffer.from(input);
    return decodeCsr(Buffer.from(input).toString("latin1"));
  }
  if (!input.includes("-----")) {
    const bare = decodeBase64(input);
    if (bare === undefined) throw new CsrRefusal("csr_invalid", "The CSR is neither PEM nor base64.");
    return bare;
  }
  const [block, ...others] = readBlocks(input);
  if (block === undefined || others.length > 0)
    throw new CsrRefusal("csr_invalid", "Exactly one PEM block is expected.");
  if (!CSR_LABELS.includes(block.label)) {
    throw new CsrRefusal("csr_invalid", `A PEM block "CERTIFICATE REQUEST" is expected, not "${block.label}".`);
  }
  return block.der;
}

function readBlocks(text: string) {
  try {
    return readPemBlocks(text);
  } catch (error) {
    throw error instanceof PkiError ? new CsrRefusal("csr_invalid", error.message) : error;
  }
}

type SignedParts = { info: DerElement; algorithm: DerElement; signatureBits: DerElement };

/** Throws CsrRefusal unless the CSR carries a good signature over its information by its own key, with an accepted algorithm. */
function checkSignature(der: Buffer, parts: SignedParts, algorithmOid: string, publicKey: KeyObject): void {
  const weakHash = WEAK_SIGNATURES.get(algorithmOid);
  if (weakHash !== undefined) {
    throw new CsrRefusal("csr_key_rejected", `The CSR is signed with ${weakHash}; SHA-256 or better is required.`);
  }
  const accepted = ACCEPTED_SIGNATURES.get(sliceElement(der, parts.algorithm).toString("hex"));
  if (accepted === undefined) {
    throw new CsrRefusal(
      "csr_key_rejected",
      "The CSR's signature algorithm is not accepted: use ECDSA, RSA PKCS#1 v1.5 or Ed25519.",
    );
  }
  const bits = sliceContent(der, parts.signatureBits);
  const [unusedBits] = bits;
  const isGood =
    accepted.keyType === publicKey.asymmetricKeyType &&
    unusedBits === 0 &&
    verify(accepted.hash, sliceElement(der, parts.info), publicKey, bits.subarray(1));
  if (!isGood) throw new CsrRefusal("csr_invalid", "The CSR's signature does not match its public key.");
}
