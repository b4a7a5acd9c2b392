import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from "node:crypto";
import { CertificationRequest } from "@peculiar/asn1-csr";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";
import { encodeProvisioningKey } from "@/lib/provisioning-key/encode";
import { encodePem, exportPublicKey } from "../csr";

const HOUR = 3_600_000;
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

export const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
export const CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

/** A CA of a test. */
export type Authority = { name: string; pem: string; privateKey: KeyObject };

/** What a test's TLS server presents, PEM. */
export type ServerIdentity = { key: string; cert: string };

export type LeafOptions = { usages?: string[]; names?: GeneralName[]; notBefore?: Date; notAfter?: Date };

function generateKeys(): KeyObject {
  return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
}

function toName(commonName: string): Name {
  const value = new AttributeValue({ utf8String: commonName });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: "2.5.4.3", value })])]);
}

function toExtension(extnID: string, critical: boolean, value: object): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

type Content = { subject: string; spki: Buffer; extensions: Extension[]; notBefore?: Date; notAfter?: Date };

function issue(issuer: { name: string; privateKey: KeyObject }, content: Content): string {
  const signature = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const serialNumber = Uint8Array.of(1, ...randomBytes(12)).buffer;
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber,
    signature,
    issuer: toName(issuer.name),
    validity: new Validity({
      notBefore: content.notBefore ?? new Date(Date.now() - HOUR),
      notAfter: content.notAfter ?? new Date(Date.now() + 24 * HOUR),
    }),
    subject: toName(content.subject),
    subjectPublicKeyInfo: AsnConvert.parse(content.spki, SubjectPublicKeyInfo),
    extensions: new Extensions(content.extensions),
  });
  const signed = sign("sha256", Buffer.from(AsnConvert.serialize(tbsCertificate)), issuer.privateKey);
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: signature,
    signatureValue: Uint8Array.from(signed).buffer,
  });
  return encodePem("CERTIFICATE", new Uint8Array(AsnConvert.serialize(certificate)));
}

/** A self-signed Root, or a CA below `parent`; with a key of its own unless one is given. */
export function createAuthority(name: string, parent?: Authority, privateKey = generateKeys()): Authority {
  const pem = issue(parent ?? { name, privateKey }, {
    subject: name,
    spki: exportPublicKey(privateKey),
    notAfter: new Date(Date.now() + 48 * HOUR),
    extensions: [
      toExtension("2.5.29.19", true, new BasicConstraints({ cA: true })),
      toExtension("2.5.29.15", true, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)),
    ],
  });
  return { name, pem, privateKey };
}

function issueLeaf(authority: Authority, subject: string, spki: Buffer, options: LeafOptions): string {
  const { usages = [], names = [], ...dates } = options;
  const extensions = [toExtension("2.5.29.19", true, new BasicConstraints())];
  if (usages.length > 0) extensions.push(toExtension("2.5.29.37", false, new ExtendedKeyUsage(usages)));
  if (names.length > 0) extensions.push(toExtension("2.5.29.17", false, new SubjectAlternativeName(names)));
  return issue(authority, { subject, spki, extensions, ...dates });
}

/** A server certificate with its key: for localhost and with serverAuth unless told otherwise. */
export function issueServer(authority: Authority, options: LeafOptions = {}): ServerIdentity {
  const privateKey = generateKeys();
  const names = [new GeneralName({ dNSName: "localhost" }), new GeneralName({ iPAddress: "127.0.0.1" })];
  const cert = issueLeaf(authority, "gateway", exportPublicKey(privateKey), {
    usages: [SERVER_AUTH],
    names,
    ...options,
  });
  return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

/** The certificate that a gateway issues for a CSR, PEM; checks the signature of the request as a gateway does. */
export function issueConnector(authority: Authority, csr: string, options: LeafOptions = {}): string {
  const request = AsnConvert.parse(Buffer.from(csr.replace(/-----[^-]+-----/g, ""), "base64"), CertificationRequest);
  const info = request.certificationRequestInfo;
  const spki = Buffer.from(AsnConvert.serialize(info.subjectPKInfo));
  const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
  const isSigned = verify("sha256", Buffer.from(AsnConvert.serialize(info)), publicKey, Buffer.from(request.signature));
  if (!isSigned) throw new Error("The CSR's signature is wrong.");
  return issueLeaf(authority, "connector-1", spki, { usages: [CLIENT_AUTH], ...options });
}

/** The pin of a Root: SHA-256 of its SPKI. */
export function hashPin({ privateKey }: Authority): Uint8Array {
  return createHash("sha256").update(exportPublicKey(privateKey)).digest();
}

/** A fresh provisioning key for a host and a Root. */
export function generateKey(host: string, root: Authority): string {
  return encodeProvisioningKey({ host, secretId: randomBytes(16), secret: randomBytes(32), pin: hashPin(root) });
}
