import "server-only";
import { isIP } from "node:net";
import { GeneralName, id_kp_serverAuth, KeyUsageFlags } from "@peculiar/asn1-x509";
import {
  computeKeyIdentifier,
  encodeBasicConstraints,
  encodeCrlDistributionPoint,
  encodeExtendedKeyUsage,
  encodeKeyUsage,
  encodeSubjectAltName,
  encodeSubjectKeyIdentifier,
} from "@/lib/pki/encode-extensions";
import { encodeName } from "@/lib/pki/name";
import type { Issuer } from "@/lib/pki/open-issuer";
import { PkiError } from "@/lib/pki/pki-error";
import { signUnderIssuer } from "@/lib/pki/sign-certificate";

export type ServerCertificateInput = {
  issuer: Issuer;
  /** DER SubjectPublicKeyInfo of the server. */
  spkiDer: Uint8Array;
  /** Host names in ASCII (A-labels), no trailing dot; `*` may be the whole first label. */
  dnsNames: string[];
  /** IPv4 and IPv6 addresses without brackets or zone. */
  ipAddresses: string[];
  serial: Uint8Array;
  notBefore: Date;
  notAfter: Date;
  /** Where the issuer's CRL is served, if anywhere. */
  crlUrl?: string | undefined;
};

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DNS_NAME = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`);
const MAX_DNS_NAME = 253;
const MAX_COMMON_NAME = 64;

/**
 * Issues a TLS server certificate and returns its DER: SAN = the given names and addresses (RFC 5280 §4.2.1.6), CA:FALSE,
 * digitalSignature, serverAuth only. The subject CN repeats the first name that fits; clients match the SAN (RFC 9525 §6.3).
 * Throws PkiError("name_invalid") for a name of the wrong form or none at all, else as `signUnderIssuer` does.
 */
export function issueServerCertificate(input: ServerCertificateInput): Buffer {
  const dnsNames = [...new Set(input.dnsNames.map((name) => name.toLowerCase()))];
  const ipAddresses = [...new Set(input.ipAddresses)];
  const names = [...dnsNames, ...ipAddresses];
  if (names.length === 0)
    throw new PkiError("name_invalid", "A server certificate needs at least one name or address.");
  const badName = dnsNames.find((name) => name.length > MAX_DNS_NAME || !DNS_NAME.test(name) || isIP(name) !== 0);
  if (badName !== undefined) throw new PkiError("name_invalid", `"${badName}" is not a DNS name.`);
  const badAddress = ipAddresses.find((address) => isIP(address) === 0 || address.includes("%"));
  if (badAddress !== undefined) throw new PkiError("name_invalid", `"${badAddress}" is not an IP address.`);

  const commonName = names.find((name) => name.length <= MAX_COMMON_NAME) ?? "Enrollment gateway";
  return signUnderIssuer(
    {
      serial: input.serial,
      subjectDer: encodeName({ commonName }),
      spkiDer: input.spkiDer,
      notBefore: input.notBefore,
      notAfter: input.notAfter,
      extensions: [
        encodeBasicConstraints({ isCa: false }),
        encodeKeyUsage(KeyUsageFlags.digitalSignature),
        encodeExtendedKeyUsage(id_kp_serverAuth),
        encodeSubjectAltName([
          ...dnsNames.map((dNSName) => new GeneralName({ dNSName })),
          ...ipAddresses.map((iPAddress) => new GeneralName({ iPAddress })),
        ]),
        ...(input.crlUrl === undefined ? [] : [encodeCrlDistributionPoint(input.crlUrl)]),
        encodeSubjectKeyIdentifier(computeKeyIdentifier(input.spkiDer)),
      ],
    },
    input.issuer,
  );
}
