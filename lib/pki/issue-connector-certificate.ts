import "server-only";
import { GeneralName, id_kp_clientAuth, KeyUsageFlags } from "@peculiar/asn1-x509";
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

export type ConnectorCertificateInput = {
  issuer: Issuer;
  /** DER SubjectPublicKeyInfo of the connector, from a checked CSR. */
  spkiDer: Uint8Array;
  /** UUID in its usual text form. */
  connectorId: string;
  tenantId: string;
  /** From `newSerial()`; must be recorded by the caller. */
  serial: Uint8Array;
  /** Already backdated for clock skew by the caller. */
  notBefore: Date;
  notAfter: Date;
  /** Where the issuer's CRL is served. */
  crlUrl: string;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TENANT_ID = /^[A-Za-z0-9_-]{1,64}$/;

const FIXED_EXTENSIONS = [
  encodeBasicConstraints({ isCa: false }),
  encodeKeyUsage(KeyUsageFlags.digitalSignature),
  encodeExtendedKeyUsage(id_kp_clientAuth),
];

/** The URI in a connector certificate's SubjectAltName, `urn:latchkey:<tenant>:connector:<connector>`. */
export function formatConnectorUri(tenantId: string, connectorId: string): string {
  return `urn:latchkey:${tenantId}:connector:${connectorId}`;
}

/**
 * Issues a connector's TLS client certificate and returns its DER. Everything but the public key is the server's choice
 * (docs/decisions/010-x509-profile.md): subject CN = connector id, SAN = its URN, CA:FALSE, digitalSignature, clientAuth only.
 * Deterministic but for the signature. Throws PkiError as `signUnderIssuer` does, and for an id, serial or URL of the wrong form.
 */
export function issueConnectorCertificate(input: ConnectorCertificateInput): Buffer {
  if (!UUID.test(input.connectorId) || !TENANT_ID.test(input.tenantId)) {
    throw new PkiError("name_invalid", "The connector id or tenant id does not have its standard form.");
  }
  const uniformResourceIdentifier = formatConnectorUri(input.tenantId, input.connectorId);
  return signUnderIssuer(
    {
      serial: input.serial,
      subjectDer: encodeName({ commonName: input.connectorId }),
      spkiDer: input.spkiDer,
      notBefore: input.notBefore,
      notAfter: input.notAfter,
      extensions: [
        ...FIXED_EXTENSIONS,
        encodeSubjectAltName([new GeneralName({ uniformResourceIdentifier })]),
        encodeCrlDistributionPoint(input.crlUrl),
        encodeSubjectKeyIdentifier(computeKeyIdentifier(input.spkiDer)),
      ],
    },
    input.issuer,
  );
}
