import { createPublicKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { afterAll, describe, expect, it, vi } from "vitest";
import { createIntermediate, type IntermediateInput } from "@/lib/pki/create-intermediate";
import { createRoot, type RootInput } from "@/lib/pki/create-root";
import { generateKey, KEY_ALGORITHMS } from "@/lib/pki/generate-key";
import { issueServerCertificate } from "@/lib/pki/issue-server-certificate";
import { newSerial } from "@/lib/pki/new-serial";
import type { PkiErrorCode } from "@/lib/pki/pki-error";
import { readCertificate } from "@/lib/pki/read-certificate";
import { addDays, makeAuthorities, openWorkshop, ROOT_CRL_URL } from "@/lib/pki/test-support";

// Key generation and thousands of inputs take long on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });

function rootWith(changes: Partial<RootInput> = {}): Buffer {
  return createRoot({
    privateKey: p256.privateKey,
    commonName: "Root",
    serial: newSerial(),
    notBefore: addDays(-1),
    notAfter: addDays(3_650),
    ...changes,
  });
}

function intermediateWith(changes: Partial<IntermediateInput> = {}): Buffer {
  return createIntermediate({
    issuer: { certificateDer: rootWith(), privateKey: p256.privateKey },
    publicKey: generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey,
    commonName: "Connector",
    serial: newSerial(),
    notBefore: addDays(-1),
    notAfter: addDays(1_825),
    ...changes,
  });
}

const show = (der: Buffer) => {
  workshop.write("shown.der", der);
  return workshop.openssl("x509", "-inform", "DER", "-in", "shown.der", "-noout", "-text").replace(/ +$/gm, "");
};

describe.each(KEY_ALGORITHMS)("a Root with %s", (algorithm) => {
  it("is a self-signed CA for node and openssl", async () => {
    const { privateKey } = await generateKey(algorithm);
    const der = rootWith({ privateKey, organization: "Acme" });
    const certificate = new X509Certificate(der);
    expect(certificate.ca).toBe(true);
    expect(certificate.subject).toBe("O=Acme\nCN=Root");
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.verify(createPublicKey(privateKey))).toBe(true);
    workshop.writeCertificate("root.pem", der);
    expect(workshop.openssl("verify", "-x509_strict", "-check_ss_sig", "-CAfile", "root.pem", "root.pem")).toBe(
      "root.pem: OK\n",
    );
    expect(show(der)).toMatch(
      /Basic Constraints: critical\n +CA:TRUE\n.*Key Usage: critical\n +Certificate Sign, CRL Sign\n/,
    );
  });
});

describe("an intermediate", () => {
  it("verifies under its Root, may issue leaves only, and names the CRL of its Root", async () => {
    const { root, issuing } = await makeAuthorities("rsa-3072", "ecdsa-p384");
    workshop.writeCertificate("root.pem", root.certificateDer);
    workshop.writeCertificate("issuing.pem", issuing.certificateDer);
    expect(workshop.openssl("verify", "-x509_strict", "-CAfile", "root.pem", "issuing.pem")).toBe("issuing.pem: OK\n");
    const text = show(Buffer.from(issuing.certificateDer));
    expect(text).toMatch(
      /Basic Constraints: critical\n +CA:TRUE, pathlen:0\n.*Key Usage: critical\n +Certificate Sign, CRL Sign\n/,
    );
    expect(text).toContain(`URI:${ROOT_CRL_URL}`);
    expect(text).not.toContain("Extended Key Usage");
    expect(text).toContain("O = B\\C3\\A4ckerei \\C3\\98deg\\C3\\A5rd, CN = Latchkey Root");

    const issuer = new X509Certificate(root.certificateDer);
    expect(new X509Certificate(issuing.certificateDer).verify(issuer.publicKey)).toBe(true);
    const { subjectKeyIdentifier } = readCertificate(root.certificateDer);
    const authority = subjectKeyIdentifier?.toString("hex").toUpperCase().match(/../g)?.join(":");
    expect(text).toMatch(new RegExp(`Authority Key Identifier:\\n +${authority}`));
  });

  it("keeps a foreign issuer's name byte for byte, whatever string types it uses", () => {
    workshop.write(
      "foreign.cnf",
      "[req]\ndistinguished_name=dn\nx509_extensions=v3\nstring_mask=pkix\nprompt=no\n[dn]\nC=DE\nO=Old CA\n" +
        "1.DC=example\nCN=Grüße\nemailAddress=ca@example.com\n[v3]\nbasicConstraints=CA:TRUE\n",
    );
    const make = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-config", "foreign.cnf", "-days", "30", "-utf8"];
    workshop.openssl(...make, "-keyout", "foreign.key", "-outform", "DER", "-out", "foreign.der");
    workshop.openssl("pkcs8", "-topk8", "-nocrypt", "-in", "foreign.key", "-outform", "DER", "-out", "foreign.p8");
    const issuer = { certificateDer: workshop.read("foreign.der"), privateKey: workshop.readPrivateKey("foreign.p8") };
    const der = intermediateWith({ issuer, notAfter: addDays(20) });
    expect(readCertificate(der).issuerDer.equals(readCertificate(issuer.certificateDer).subjectDer)).toBe(true);
    workshop.writeCertificate("foreign.pem", issuer.certificateDer);
    workshop.writeCertificate("below.pem", der);
    expect(workshop.openssl("verify", "-CAfile", "foreign.pem", "below.pem")).toBe("below.pem: OK\n");
  });
});

describe("the end of validity", () => {
  it("is UTCTime to 2049 and GeneralizedTime from 2050", () => {
    const last = rootWith({ notAfter: new Date("2049-12-31T23:59:59.900Z") });
    expect(last.toString("latin1")).toContain("\x17\x0d491231235959Z");
    const first = rootWith({ notAfter: new Date("2050-01-01T00:00:00Z") });
    expect(first.toString("latin1")).toContain("\x18\x0f20500101000000Z");
    expect(show(first)).toContain("Not After : Jan  1 00:00:00 2050 GMT");
    expect(readCertificate(first).notAfter.toISOString()).toBe("2050-01-01T00:00:00.000Z");
  });

  it("may be the last moment of the year 9999, which means no known end", () => {
    expect(show(rootWith({ notAfter: new Date("9999-12-31T23:59:59Z") }))).toContain("Dec 31 23:59:59 9999 GMT");
  });
});

describe("refusals", () => {
  const cases: [string, PkiErrorCode, () => unknown][] = [
    ["a Root without a name", "name_invalid", () => rootWith({ commonName: " " })],
    ["a name of 65 characters", "name_invalid", () => rootWith({ commonName: "ä".repeat(65) })],
    ["an organization of 65 characters", "name_invalid", () => rootWith({ organization: "o".repeat(65) })],
    ["a control character", "name_invalid", () => rootWith({ commonName: "a\0b" })],
    ["half a character", "name_invalid", () => rootWith({ commonName: "a\ud800" })],
    [
      "a Root with P-521",
      "key_rejected",
      () => rootWith({ privateKey: generateKeyPairSync("ec", { namedCurve: "P-521" }).privateKey }),
    ],
    ["a year before 1950", "validity_invalid", () => rootWith({ notBefore: new Date("1949-12-31T00:00:00Z") })],
    ["an intermediate with its Root's name", "name_invalid", () => intermediateWith({ commonName: "Root" })],
    ["an intermediate with its Root's key", "key_rejected", () => intermediateWith({ publicKey: p256.publicKey })],
    [
      "an intermediate that outlives its Root",
      "validity_invalid",
      () => intermediateWith({ notAfter: addDays(3_651) }),
    ],
    [
      "an intermediate under an intermediate",
      "issuer_path_length",
      () => {
        const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
        return intermediateWith({
          issuer: { certificateDer: intermediateWith({ publicKey }), privateKey },
          commonName: "Below",
        });
      },
    ],
    [
      "an intermediate under a server certificate",
      "issuer_not_ca",
      () => {
        const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
        const certificateDer = issueServerCertificate({
          issuer: { certificateDer: rootWith(), privateKey: p256.privateKey },
          spkiDer: publicKey.export({ format: "der", type: "spki" }),
          dnsNames: ["localhost"],
          ipAddresses: [],
          serial: newSerial(),
          notBefore: addDays(-1),
          notAfter: addDays(2_000),
        });
        return intermediateWith({ issuer: { certificateDer, privateKey } });
      },
    ],
  ];

  it.each(cases)("%s (%s)", (_, code, make) => {
    expect(make).toThrow(expect.objectContaining({ code }));
  });

  it("counts characters, not UTF-16 units or octets", () => {
    expect(new X509Certificate(rootWith({ commonName: "😀".repeat(64) })).subject).toBe(`CN=${"😀".repeat(64)}`);
  });
});
