import "server-only";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificatePolicies,
  CRLDistributionPoints,
  ExtendedKeyUsage,
  type Extension,
  KeyUsage,
  KeyUsageFlags,
  NameConstraints,
  SubjectAlternativeName,
} from "@peculiar/asn1-x509";
import { formatGeneralName } from "@/lib/pki/format-name";

/** An extension of a certificate for people to read. */
export type ExtensionDescription = { name: string; critical: boolean; values: string[] };

// In the words of `openssl x509 -text`, which is what an administrator compares with.
const KEY_USAGES = [
  [KeyUsageFlags.digitalSignature, "Digital Signature"],
  [KeyUsageFlags.nonRepudiation, "Non Repudiation"],
  [KeyUsageFlags.keyEncipherment, "Key Encipherment"],
  [KeyUsageFlags.dataEncipherment, "Data Encipherment"],
  [KeyUsageFlags.keyAgreement, "Key Agreement"],
  [KeyUsageFlags.keyCertSign, "Certificate Sign"],
  [KeyUsageFlags.cRLSign, "CRL Sign"],
  [KeyUsageFlags.encipherOnly, "Encipher Only"],
  [KeyUsageFlags.decipherOnly, "Decipher Only"],
] as const;

const PURPOSES: Record<string, string> = {
  "1.3.6.1.5.5.7.3.1": "TLS Web Server Authentication",
  "1.3.6.1.5.5.7.3.2": "TLS Web Client Authentication",
  "1.3.6.1.5.5.7.3.3": "Code Signing",
  "1.3.6.1.5.5.7.3.4": "E-mail Protection",
  "1.3.6.1.5.5.7.3.8": "Time Stamping",
  "1.3.6.1.5.5.7.3.9": "OCSP Signing",
  "2.5.29.37.0": "Any Extended Key Usage",
};

const ACCESS_METHODS: Record<string, string> = {
  "1.3.6.1.5.5.7.48.1": "OCSP",
  "1.3.6.1.5.5.7.48.2": "CA Issuers",
};

type Reader = { name: string; read: (value: BufferSource) => string[] };

const READERS: Record<string, Reader> = {
  "2.5.29.19": {
    name: "Basic constraints",
    read: (value) => {
      const { cA, pathLenConstraint } = AsnConvert.parse(value, BasicConstraints);
      return [
        `CA:${cA ? "TRUE" : "FALSE"}`,
        ...(pathLenConstraint === undefined ? [] : [`pathlen:${pathLenConstraint}`]),
      ];
    },
  },
  "2.5.29.15": {
    name: "Key usage",
    read: (value) => {
      const flags = AsnConvert.parse(value, KeyUsage).toNumber();
      return KEY_USAGES.flatMap(([flag, label]) => ((flags & flag) === 0 ? [] : [label]));
    },
  },
  "2.5.29.37": {
    name: "Extended key usage",
    read: (value) => [...AsnConvert.parse(value, ExtendedKeyUsage)].map((oid) => PURPOSES[oid] ?? oid),
  },
  "2.5.29.14": {
    name: "Subject key identifier",
    read: (value) => [formatHex(AsnConvert.parse(value, OctetString).buffer)],
  },
  "2.5.29.35": {
    name: "Authority key identifier",
    read: (value) => {
      const { keyIdentifier, authorityCertIssuer } = AsnConvert.parse(value, AuthorityKeyIdentifier);
      return [
        ...(keyIdentifier === undefined ? [] : [formatHex(keyIdentifier.buffer)]),
        ...(authorityCertIssuer ?? []).map(formatGeneralName),
      ];
    },
  },
  "2.5.29.31": {
    name: "CRL distribution points",
    read: (value) =>
      [...AsnConvert.parse(value, CRLDistributionPoints)].flatMap(
        ({ distributionPoint }) => distributionPoint?.fullName?.map(formatGeneralName) ?? ["relative to the issuer"],
      ),
  },
  "2.5.29.17": {
    name: "Subject alternative name",
    read: (value) => [...AsnConvert.parse(value, SubjectAlternativeName)].map(formatGeneralName),
  },
  "1.3.6.1.5.5.7.1.1": {
    name: "Authority information access",
    read: (value) =>
      [...AsnConvert.parse(value, AuthorityInfoAccessSyntax)].map(
        ({ accessMethod, accessLocation }) =>
          `${ACCESS_METHODS[accessMethod] ?? accessMethod} - ${formatGeneralName(accessLocation)}`,
      ),
  },
  "2.5.29.32": {
    name: "Certificate policies",
    read: (value) => [...AsnConvert.parse(value, CertificatePolicies)].map(({ policyIdentifier }) => policyIdentifier),
  },
  "2.5.29.30": {
    name: "Name constraints",
    read: (value) => {
      const { permittedSubtrees, excludedSubtrees } = AsnConvert.parse(value, NameConstraints);
      return [
        ...[...(permittedSubtrees ?? [])].map(({ base }) => `Permitted ${formatGeneralName(base)}`),
        ...[...(excludedSubtrees ?? [])].map(({ base }) => `Excluded ${formatGeneralName(base)}`),
      ];
    },
  },
};

/** In: an extension of any certificate. Out: its name, and its content in words where it is a known one. Never throws. */
export function describeExtension({ extnID, critical, extnValue }: Extension): ExtensionDescription {
  const reader = READERS[extnID];
  const unread = `${extnValue.byteLength} bytes`;
  if (reader === undefined) return { name: extnID, critical, values: [unread] };
  try {
    return { name: reader.name, critical, values: reader.read(extnValue.buffer) };
  } catch {
    return { name: reader.name, critical, values: [`${unread} that cannot be read`] };
  }
}

/** Octets as "0A:FF:…". */
export function formatHex(octets: ArrayBuffer | Uint8Array): string {
  const hex = Buffer.from(octets as Uint8Array)
    .toString("hex")
    .toUpperCase();
  return hex.match(/../g)?.join(":") ?? "";
}
