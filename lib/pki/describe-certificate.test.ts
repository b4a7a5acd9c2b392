import { createHash, X509Certificate } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describeCertificate } from "@/lib/pki/describe-certificate";
import { derToPem } from "@/lib/pki/pem";
import { PkiError } from "@/lib/pki/pki-error";
import { hashCertificateSpki, hashKeySpki, hashSpki } from "@/lib/pki/spki";
import { makeAuthorities, openWorkshop } from "@/lib/pki/test-support";

// Key generation and thousands of inputs take long on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const workshop = openWorkshop();
afterAll(() => workshop.remove());

let root: Buffer;
let issuing: Buffer;
beforeAll(async () => {
  const authorities = await makeAuthorities("ecdsa-p384", "rsa-3072");
  root = Buffer.from(authorities.root.certificateDer);
  issuing = Buffer.from(authorities.issuing.certificateDer);
});

/** A self-signed certificate made by the openssl command, in PEM. */
function foreign(...options: string[]): string {
  const files = ["-nodes", "-keyout", "foreign.key", "-out", "foreign.pem", "-days", "2"];
  workshop.openssl("req", "-x509", ...files, ...options);
  return workshop.read("foreign.pem").toString();
}

describe("describeCertificate", () => {
  it("agrees with node about our own certificates, as DER and as PEM", () => {
    for (const der of [root, issuing]) {
      const x509 = new X509Certificate(der);
      const description = describeCertificate(der);
      expect(describeCertificate(derToPem("CERTIFICATE", der))).toEqual(description);
      expect(description).toMatchObject({
        serialHex: x509.serialNumber.toLowerCase(),
        fingerprintSha256: x509.fingerprint256.replaceAll(":", "").toLowerCase(),
        spkiSha256: createHash("sha256")
          .update(x509.publicKey.export({ format: "der", type: "spki" }))
          .digest("hex"),
        notBefore: new Date(x509.validFrom),
        notAfter: new Date(x509.validTo),
        isCa: x509.ca,
        issuerCommonName: "Latchkey Root",
      });
    }
    expect(describeCertificate(root)).toMatchObject({
      subjectCommonName: "Latchkey Root",
      keyAlgorithm: "ECDSA P-384",
      selfSigned: true,
    });
    expect(describeCertificate(issuing)).toMatchObject({
      subjectCommonName: "Connector",
      keyAlgorithm: "RSA 3072",
      selfSigned: false,
    });
  });

  it.each([
    ["ECDSA P-521", "/CN=x", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"], "x"],
    ["ECDSA secp256k1", "/CN=x", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"], "x"],
    ["RSA 1024", "/O=nameless", ["-newkey", "rsa:1024", "-sha1"], undefined],
    ["Ed25519", "/CN=first/CN=last", ["-newkey", "ed25519"], "last"],
  ])("reads a foreign certificate with %s and the subject %s", (keyAlgorithm, subject, options, subjectCommonName) => {
    const description = describeCertificate(foreign("-subj", subject, ...options));
    expect(description).toMatchObject({
      keyAlgorithm,
      subjectCommonName,
      issuerCommonName: subjectCommonName,
      selfSigned: true,
    });
  });

  it("does not call a certificate self-signed that only repeats its own name as issuer", () => {
    const pem = foreign("-subj", "/CN=x", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    const der = Buffer.from(new X509Certificate(pem).raw);
    der.writeUInt8((der.at(-1) ?? 0) ^ 1, der.length - 1);
    expect(describeCertificate(der).selfSigned).toBe(false);
  });

  it.each([
    ["nothing", () => ""],
    ["no bytes", () => Buffer.alloc(0)],
    ["an empty sequence", () => Buffer.from("3000", "hex")],
    ["a private key", () => foreign("-subj", "/CN=x", "-newkey", "ed25519") && workshop.read("foreign.key").toString()],
    ["a byte after the end", () => Buffer.concat([root, Buffer.from([0])])],
    ["a certificate cut short", () => root.subarray(0, -1)],
    ["two certificates", () => derToPem("CERTIFICATE", root) + derToPem("CERTIFICATE", issuing)],
  ])("refuses %s", (_, make) => {
    const input = make();
    expect(() => describeCertificate(input)).toThrow(expect.objectContaining({ code: "certificate_invalid" }));
  });

  it("throws nothing but PkiError at changed bytes", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.nat({ max: root.length - 1 }), octet, octet, (index, first, second) => {
        const bytes = Buffer.concat([
          root.subarray(0, index),
          Buffer.from([first, second]),
          root.subarray(index + 1 + (second % 2)),
        ]);
        try {
          describeCertificate(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(PkiError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("SPKI hashes", () => {
  it("are the same from a certificate, its key, its SPKI, and openssl", () => {
    const pem = foreign("-subj", "/CN=x", "-newkey", "rsa:2048");
    const { publicKey } = new X509Certificate(pem);
    const hash = hashCertificateSpki(pem);
    expect(hash).toHaveLength(32);
    expect(hashKeySpki(publicKey).equals(hash)).toBe(true);
    expect(hashSpki(publicKey.export({ format: "der", type: "spki" })).equals(hash)).toBe(true);
    workshop.openssl("pkcs8", "-topk8", "-nocrypt", "-in", "foreign.key", "-outform", "DER", "-out", "foreign.p8");
    expect(hashKeySpki(workshop.readPrivateKey("foreign.p8")).equals(hash)).toBe(true);
    workshop.openssl("pkey", "-in", "foreign.key", "-pubout", "-outform", "DER", "-out", "foreign.spki");
    expect(workshop.openssl("dgst", "-sha256", "foreign.spki")).toContain(hash.toString("hex"));
  });
});
