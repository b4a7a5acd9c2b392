import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { KEY_ALGORITHMS } from "@/lib/pki/generate-key";
import { type ConnectorCertificateInput, issueConnectorCertificate } from "@/lib/pki/issue-connector-certificate";
import { newSerial } from "@/lib/pki/new-serial";
import { PkiError, type PkiErrorCode } from "@/lib/pki/pki-error";
import { readCertificate } from "@/lib/pki/read-certificate";
import { addDays, CONNECTOR_ID, CRL_URL, makeAuthorities, openWorkshop, TENANT_ID } from "@/lib/pki/test-support";

// Key generation and thousands of inputs take long on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const spki = (key: KeyObject) => key.export({ format: "der", type: "spki" });
const p256 = spki(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey);

let authorities: Awaited<ReturnType<typeof makeAuthorities>>;
beforeAll(async () => {
  authorities = await makeAuthorities("ecdsa-p256", "ecdsa-p256");
});

function inputWith(changes: Partial<ConnectorCertificateInput> = {}): ConnectorCertificateInput {
  return {
    issuer: authorities.issuing,
    spkiDer: p256,
    connectorId: CONNECTOR_ID,
    tenantId: TENANT_ID,
    serial: newSerial(),
    notBefore: addDays(-0.01),
    notAfter: addDays(90),
    crlUrl: CRL_URL,
    ...changes,
  };
}

const SIGNATURE_NAMES = {
  "ecdsa-p256": "ecdsa-with-SHA256",
  "ecdsa-p384": "ecdsa-with-SHA384",
  "rsa-3072": "sha256WithRSAEncryption",
};

describe.each(KEY_ALGORITHMS)("under an issuer with %s", (algorithm) => {
  it("chains to the Root for node and for openssl, as a client only", async () => {
    const { root, issuing } = await makeAuthorities("ecdsa-p384", algorithm);
    const leaf = issueConnectorCertificate(inputWith({ issuer: issuing }));
    const certificate = new X509Certificate(leaf);
    const issuer = new X509Certificate(issuing.certificateDer);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkIssued(issuer)).toBe(true);
    expect(certificate.verify(issuer.publicKey)).toBe(true);
    expect(issuer.checkIssued(new X509Certificate(root.certificateDer))).toBe(true);

    workshop.writeCertificate("root.pem", root.certificateDer);
    workshop.writeCertificate("issuing.pem", issuing.certificateDer);
    workshop.writeCertificate("leaf.pem", leaf);
    const chain = ["-x509_strict", "-CAfile", "root.pem", "-untrusted", "issuing.pem"];
    expect(workshop.openssl("verify", ...chain, "-purpose", "sslclient", "leaf.pem")).toBe("leaf.pem: OK\n");
    expect(workshop.run("verify", ...chain, "-purpose", "sslserver", "leaf.pem").output).toContain(
      "unsuitable certificate purpose",
    );
    expect(workshop.openssl("x509", "-in", "leaf.pem", "-noout", "-text")).toContain(SIGNATURE_NAMES[algorithm]);
  });
});

describe("the profile", () => {
  it("is exactly the documented one", () => {
    workshop.writeCertificate("leaf.pem", issueConnectorCertificate(inputWith()));
    const text = workshop.openssl("x509", "-in", "leaf.pem", "-noout", "-text").replace(/ +$/gm, "");
    const extensions = text.slice(text.indexOf("X509v3 extensions:"), text.indexOf("    Signature Algorithm: ", 300));
    const keyIdentifier = /(?:[0-9A-F]{2}:){19}[0-9A-F]{2}/g;
    expect(extensions.replace(keyIdentifier, "<id>")).toBe(`X509v3 extensions:
            X509v3 Basic Constraints: critical
                CA:FALSE
            X509v3 Key Usage: critical
                Digital Signature
            X509v3 Extended Key Usage:
                TLS Web Client Authentication
            X509v3 Subject Alternative Name:
                URI:urn:latchkey:${TENANT_ID}:connector:${CONNECTOR_ID}
            X509v3 CRL Distribution Points:
                Full Name:
                  URI:${CRL_URL}
            X509v3 Subject Key Identifier:
                <id>
            X509v3 Authority Key Identifier:
                <id>
`);
    expect(text).toContain("Version: 3 (0x2)");
    expect(text).toContain("Issuer: CN = Connector\n");
    expect(text).toContain(`Subject: CN = ${CONNECTOR_ID}\n`);
  });

  it("carries the given serial number, key and times", () => {
    const input = inputWith();
    const parts = readCertificate(issueConnectorCertificate(input));
    expect(parts.serialHex).toBe(Buffer.from(input.serial).toString("hex"));
    expect(parts.spkiDer.equals(input.spkiDer)).toBe(true);
    expect(parts.notBefore).toEqual(input.notBefore);
    expect(parts.notAfter).toEqual(input.notAfter);
    expect(parts.issuerDer.equals(readCertificate(input.issuer.certificateDer).subjectDer)).toBe(true);
  });

  it("has a key usage without needless bits (DER of a named bit list)", () => {
    expect(issueConnectorCertificate(inputWith()).toString("hex")).toContain("0603551d0f0101ff040403020780");
  });

  it.each([
    ["P-384", spki(generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey)],
    ["Ed25519", spki(generateKeyPairSync("ed25519").publicKey)],
    ["RSA 2048", spki(generateKeyPairSync("rsa", { modulusLength: 2_048 }).publicKey)],
  ])("fits a connector's %s key", (_, spkiDer) => {
    const certificate = new X509Certificate(issueConnectorCertificate(inputWith({ spkiDer })));
    expect(spki(certificate.publicKey).equals(spkiDer)).toBe(true);
  });

  it("may end with its issuer, to the second", () => {
    const { notAfter } = readCertificate(authorities.issuing.certificateDer);
    expect(readCertificate(issueConnectorCertificate(inputWith({ notAfter }))).notAfter).toEqual(notAfter);
  });
});

describe("refusals", () => {
  const cases: [string, PkiErrorCode, () => Partial<ConnectorCertificateInput>][] = [
    ["outlives its issuer", "validity_invalid", () => ({ notAfter: addDays(1_826) })],
    ["ends before it begins", "validity_invalid", () => ({ notAfter: addDays(-1) })],
    ["has no end", "validity_invalid", () => ({ notAfter: new Date(Number.NaN) })],
    ["has a negative serial number", "serial_invalid", () => ({ serial: Buffer.from("ff01", "hex") })],
    ["has the serial number 0", "serial_invalid", () => ({ serial: Buffer.from([0]) })],
    ["has an empty serial number", "serial_invalid", () => ({ serial: Buffer.alloc(0) })],
    ["has a serial number of 21 octets", "serial_invalid", () => ({ serial: Buffer.alloc(21, 1) })],
    ["names no connector", "name_invalid", () => ({ connectorId: "AWS Oregon-1" })],
    ["has a tenant that would change the URN", "name_invalid", () => ({ tenantId: "a:connector:b" })],
    ["has a relative CRL URL", "url_invalid", () => ({ crlUrl: "/v1/crl/1" })],
    ["has a CRL URL that is not http", "url_invalid", () => ({ crlUrl: "file:///etc/passwd" })],
    ["has a CRL URL that is not ASCII", "url_invalid", () => ({ crlUrl: "https://exämple.com/" })],
    [
      "has a weak key",
      "key_rejected",
      () => ({ spkiDer: spki(generateKeyPairSync("rsa", { modulusLength: 1_024 }).publicKey) }),
    ],
    [
      "has the issuer's key",
      "key_rejected",
      () => ({ spkiDer: spki(createPublicKey(authorities.issuing.privateKey)) }),
    ],
    [
      "is signed with another key than the issuer's",
      "issuer_key_mismatch",
      () => ({ issuer: { ...authorities.issuing, privateKey: authorities.root.privateKey } }),
    ],
    [
      "is signed with a key of another kind",
      "issuer_key_mismatch",
      () => ({ issuer: { ...authorities.issuing, privateKey: generateKeyPairSync("ed25519").privateKey } }),
    ],
    [
      "is issued by a connector",
      "issuer_not_ca",
      () => {
        const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
        return {
          issuer: { certificateDer: issueConnectorCertificate(inputWith({ spkiDer: spki(publicKey) })), privateKey },
        };
      },
    ],
    [
      "is issued by bytes",
      "certificate_invalid",
      () => ({ issuer: { ...authorities.issuing, certificateDer: Buffer.from("3000", "hex") } }),
    ],
  ];

  it.each(cases)("a certificate that %s (%s)", (_, code, change) => {
    const input = inputWith(change());
    expect(() => issueConnectorCertificate(input)).toThrow(PkiError);
    expect(() => issueConnectorCertificate(input)).toThrow(expect.objectContaining({ code }));
  });
});

describe("newSerial", () => {
  it("is 16 octets, positive, never the same", () => {
    const serials = Array.from({ length: 2_000 }, newSerial);
    expect(new Set(serials.map((serial) => serial.toString("hex"))).size).toBe(serials.length);
    for (const serial of serials) {
      expect(serial.length).toBe(16);
      expect(serial[0]).toBeGreaterThan(0);
      expect(serial[0]).toBeLessThan(128);
    }
  });
});
