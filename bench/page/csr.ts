import { generateKeyPairSync, sign } from "node:crypto";
import { Attributes, CertificationRequest, CertificationRequestInfo } from "@peculiar/asn1-csr";
import { AsnConvert } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier, Name, SubjectPublicKeyInfo } from "@peculiar/asn1-x509";

const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

/** A new P-256 key's certification request (RFC 2986), PEM. The subject is empty: the server chooses it. The private key is dropped. */
export function makeCsr(): string {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const info = new CertificationRequestInfo({
    subject: new Name(),
    subjectPKInfo: AsnConvert.parse(publicKey.export({ type: "spki", format: "der" }), SubjectPublicKeyInfo),
    attributes: new Attributes(),
  });
  const request = new CertificationRequest({
    certificationRequestInfo: info,
    signatureAlgorithm: new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 }),
    signature: Uint8Array.from(sign("sha256", Buffer.from(AsnConvert.serialize(info)), privateKey)).buffer,
  });
  const base64 = Buffer.from(AsnConvert.serialize(request)).toString("base64");
  return `-----BEGIN CERTIFICATE REQUEST-----\n${base64.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE REQUEST-----\n`;
}
