import "server-only";
import { RsaSaPssParams } from "@peculiar/asn1-rsa";
import { AsnConvert } from "@peculiar/asn1-schema";
import type { AlgorithmIdentifier } from "@peculiar/asn1-x509";

/** A certificate's signature algorithm in the words of `openssl x509 -text`, and whether its hash is SHA-256 or better. */
export type SignatureName = { label: string; strong: boolean };

const ALGORITHMS: Record<string, SignatureName> = {
  "1.2.840.10045.4.3.2": { label: "ecdsa-with-SHA256", strong: true },
  "1.2.840.10045.4.3.3": { label: "ecdsa-with-SHA384", strong: true },
  "1.2.840.10045.4.3.4": { label: "ecdsa-with-SHA512", strong: true },
  "1.2.840.113549.1.1.11": { label: "sha256WithRSAEncryption", strong: true },
  "1.2.840.113549.1.1.12": { label: "sha384WithRSAEncryption", strong: true },
  "1.2.840.113549.1.1.13": { label: "sha512WithRSAEncryption", strong: true },
  "1.3.101.112": { label: "ED25519", strong: true },
  "1.3.101.113": { label: "ED448", strong: true },
  "1.2.840.113549.1.1.2": { label: "md2WithRSAEncryption", strong: false },
  "1.2.840.113549.1.1.4": { label: "md5WithRSAEncryption", strong: false },
  "1.2.840.113549.1.1.5": { label: "sha1WithRSAEncryption", strong: false },
  "1.3.14.3.2.29": { label: "sha1WithRSA", strong: false },
  "1.2.840.113549.1.1.14": { label: "sha224WithRSAEncryption", strong: false },
  "1.2.840.10045.4.1": { label: "ecdsa-with-SHA1", strong: false },
  "1.2.840.10045.4.3.1": { label: "ecdsa-with-SHA224", strong: false },
};

const RSASSA_PSS = "1.2.840.113549.1.1.10";
const STRONG_HASHES = new Set(["2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"]);

/** In: the AlgorithmIdentifier of a certificate's signature. Out: its name; an unknown one is not strong. Never throws. */
export function nameSignature({ algorithm, parameters }: AlgorithmIdentifier): SignatureName {
  if (algorithm !== RSASSA_PSS) return ALGORITHMS[algorithm] ?? { label: algorithm, strong: false };
  return { label: "rsassaPss", strong: parameters != null && isStrongPss(parameters) };
}

/** The hash of RSASSA-PSS is a parameter, SHA-1 where there is none (RFC 4055 §3.1). */
function isStrongPss(parameters: ArrayBuffer): boolean {
  try {
    return STRONG_HASHES.has(AsnConvert.parse(parameters, RsaSaPssParams).hashAlgorithm.algorithm);
  } catch {
    return false;
  }
}
