import "server-only";
import { X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate, ExtendedKeyUsage, NameConstraints } from "@peculiar/asn1-x509";
import { joinAttributes, readNameAttributes } from "@/lib/pki/format-name";
import { labelKey } from "@/lib/pki/key-policy";
import { nameSignature, type SignatureName } from "@/lib/pki/name-signature";
import { type CertificateParts, readCertificate } from "@/lib/pki/read-certificate";

/** A certificate of an uploaded chain, with what the rules of lib/pki/check-ca-chain.ts ask for. */
export type ChainMember = CertificateParts & {
  x509: X509Certificate;
  /** Common name, or the whole subject where there is none. */
  label: string;
  issuerLabel: string;
  selfIssued: boolean;
  signature: SignatureName;
  keyLabel: string;
  /** Undefined without the extension: every purpose. */
  purposes: string[] | undefined;
  /** Object identifiers of critical extensions. */
  critical: string[];
  /** Whether name constraints speak of names that connector certificates carry: URIs and directory names. */
  limitsConnectorNames: boolean;
};

const ID_EXTENDED_KEY_USAGE = "2.5.29.37";
const ID_NAME_CONSTRAINTS = "2.5.29.30";

/** Reads one DER certificate of a chain. Throws PkiError, or what the parsers throw at foreign bytes. */
export function readChainMember(der: Uint8Array): ChainMember {
  const parts = readCertificate(der);
  const x509 = new X509Certificate(parts.der);
  const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(parts.der, Certificate);
  const extensions = [...(tbsCertificate.extensions ?? [])];
  const findValue = (oid: string) => extensions.find(({ extnID }) => extnID === oid)?.extnValue.buffer;
  const usage = findValue(ID_EXTENDED_KEY_USAGE);
  const constraints = findValue(ID_NAME_CONSTRAINTS);
  return {
    ...parts,
    x509,
    label: labelName(parts.subjectDer),
    issuerLabel: labelName(parts.issuerDer),
    selfIssued: parts.subjectDer.equals(parts.issuerDer),
    signature: nameSignature(signatureAlgorithm),
    keyLabel: labelKey(x509.publicKey),
    purposes: usage && [...AsnConvert.parse(usage, ExtendedKeyUsage)],
    critical: extensions.filter(({ critical }) => critical).map(({ extnID }) => extnID),
    limitsConnectorNames: constraints !== undefined && limitsConnectors(constraints),
  };
}

function labelName(nameDer: Uint8Array): string {
  const attributes = readNameAttributes(nameDer);
  const commonName = attributes.findLast(({ type }) => type === "CN")?.value;
  const text = commonName ?? joinAttributes(attributes);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function limitsConnectors(value: ArrayBuffer): boolean {
  const { permittedSubtrees, excludedSubtrees } = AsnConvert.parse(value, NameConstraints);
  return [...(permittedSubtrees ?? []), ...(excludedSubtrees ?? [])].some(
    ({ base }) => base.directoryName !== undefined || base.uniformResourceIdentifier !== undefined,
  );
}
