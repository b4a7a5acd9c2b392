import "server-only";
import type { KeyObject } from "node:crypto";
import { KeyUsageFlags } from "@peculiar/asn1-x509";
import {
  computeKeyIdentifier,
  encodeBasicConstraints,
  encodeCrlDistributionPoint,
  encodeKeyUsage,
  encodeSubjectKeyIdentifier,
} from "@/lib/pki/encode-extensions";
import { encodeName, type SubjectName } from "@/lib/pki/name";
import type { Issuer } from "@/lib/pki/open-issuer";
import { PkiError } from "@/lib/pki/pki-error";
import { readCertificate } from "@/lib/pki/read-certificate";
import { signUnderIssuer } from "@/lib/pki/sign-certificate";

export type IntermediateInput = SubjectName & {
  issuer: Issuer;
  publicKey: KeyObject;
  serial: Uint8Array;
  notBefore: Date;
  notAfter: Date;
  /** Where the issuer's (not this CA's) CRL is served. */
  crlUrl?: string | undefined;
};

/**
 * Creates a CA certificate under another CA and returns its DER: CA:TRUE with path length 0 (it issues leaves only), keyCertSign and
 * cRLSign, no ExtendedKeyUsage so that it may issue client and server leaves alike (RFC 5280 §4.2.1.9, §4.2.1.12). Throws
 * PkiError("issuer_path_length") under a CA whose own path length is 0, ("name_invalid") when the name is the issuer's, else as
 * `signUnderIssuer` does.
 */
export function createIntermediate(input: IntermediateInput): Buffer {
  const issuer = readCertificate(input.issuer.certificateDer);
  if (issuer.pathLength === 0) {
    throw new PkiError("issuer_path_length", "The issuer's certificate allows no further CA below it.");
  }
  const subjectDer = encodeName(input);
  if (issuer.subjectDer.equals(subjectDer)) {
    throw new PkiError("name_invalid", "The name must differ from the issuer's.");
  }
  const spkiDer = input.publicKey.export({ format: "der", type: "spki" });
  return signUnderIssuer(
    {
      serial: input.serial,
      subjectDer,
      spkiDer,
      notBefore: input.notBefore,
      notAfter: input.notAfter,
      extensions: [
        encodeBasicConstraints({ isCa: true, pathLength: 0 }),
        encodeKeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign),
        ...(input.crlUrl === undefined ? [] : [encodeCrlDistributionPoint(input.crlUrl)]),
        encodeSubjectKeyIdentifier(computeKeyIdentifier(spkiDer)),
      ],
    },
    input.issuer,
  );
}
