import "server-only";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  BasicConstraints,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyUsage,
  Validity,
} from "@peculiar/asn1-x509";
import { DER_TAG, readChildren, readDer, sliceContent, sliceElement } from "@/lib/pki/der";
import { pemToDer } from "@/lib/pki/pem";
import { PkiError } from "@/lib/pki/pki-error";

/** The parts of a certificate that issuing and describing need; `…Der` fields are the exact bytes inside the certificate. */
export type CertificateParts = {
  der: Buffer;
  /** Lower-case hex of the serial number's octets. */
  serialHex: string;
  issuerDer: Buffer;
  subjectDer: Buffer;
  spkiDer: Buffer;
  notBefore: Date;
  notAfter: Date;
  isCa: boolean;
  pathLength: number | undefined;
  /** RFC 5280 §4.2.1.3 bits (KeyUsageFlags), undefined when the extension is absent. */
  keyUsage: number | undefined;
  subjectKeyIdentifier: Buffer | undefined;
};

const EXPLICIT_VERSION = 0xa0;
const EXPLICIT_EXTENSIONS = 0xa3;

/**
 * Reads a certificate (DER, or exactly one PEM block). Signature and validity are not judged. Throws
 * PkiError("certificate_invalid") for anything that is not one whole DER certificate (RFC 5280 §4.1).
 */
export function readCertificate(certificate: string | Uint8Array): CertificateParts {
  try {
    return readParts(typeof certificate === "string" ? pemToDer(certificate, "CERTIFICATE") : Buffer.from(certificate));
  } catch (error) {
    const reason = error instanceof PkiError ? error.message : "The certificate cannot be read.";
    throw new PkiError("certificate_invalid", reason, { cause: error });
  }
}

function readParts(der: Buffer): CertificateParts {
  const root = readDer(der);
  const tbs = root && readChildren(der, root)[0];
  if (root?.tag !== DER_TAG.sequence || tbs?.tag !== DER_TAG.sequence) throw notACertificate();
  const fields = readChildren(der, tbs);
  if (fields[0]?.tag === EXPLICIT_VERSION) fields.shift();
  const [serial, , issuer, validity, subject, spki, ...optional] = fields;
  if (!serial || !issuer || !validity || !subject || !spki) throw notACertificate();

  const wrapper = optional.find((element) => element.tag === EXPLICIT_EXTENSIONS);
  const extensions = wrapper ? AsnConvert.parse(sliceContent(der, wrapper), Extensions) : [];
  const findValue = (oid: string) => extensions.find((extension) => extension.extnID === oid)?.extnValue;

  const basicConstraints = findValue(id_ce_basicConstraints);
  const constraints = basicConstraints && AsnConvert.parse(basicConstraints, BasicConstraints);
  const keyUsage = findValue(id_ce_keyUsage);
  const keyIdentifier = findValue(id_ce_subjectKeyIdentifier);
  const { notBefore, notAfter } = AsnConvert.parse(sliceElement(der, validity), Validity);
  return {
    der,
    serialHex: sliceContent(der, serial).toString("hex"),
    issuerDer: sliceElement(der, issuer),
    subjectDer: sliceElement(der, subject),
    spkiDer: sliceElement(der, spki),
    notBefore: notBefore.getTime(),
    notAfter: notAfter.getTime(),
    isCa: constraints?.cA ?? false,
    pathLength: constraints?.pathLenConstraint,
    keyUsage: keyUsage && AsnConvert.parse(keyUsage, KeyUsage).toNumber(),
    subjectKeyIdentifier: keyIdentifier && Buffer.from(AsnConvert.parse(keyIdentifier, OctetString).buffer),
  };
}

function notACertificate(): PkiError {
  return new PkiError("certificate_invalid", "This is not an X.509 certificate in DER.");
}
