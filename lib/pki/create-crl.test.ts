import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CrlInput, createCrl } from "@/lib/pki/create-crl";
import { KEY_ALGORITHMS } from "@/lib/pki/generate-key";
import { issueConnectorCertificate } from "@/lib/pki/issue-connector-certificate";
import { newSerial } from "@/lib/pki/new-serial";
import { derToPem } from "@/lib/pki/pem";
import type { PkiErrorCode } from "@/lib/pki/pki-error";
import { addDays, CONNECTOR_ID, CRL_URL, makeAuthorities, openWorkshop, TENANT_ID } from "@/lib/pki/test-support";

// Key generation and thousands of inputs take long on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const workshop = openWorkshop();
afterAll(() => workshop.remove());

let authorities: Awaited<ReturnType<typeof makeAuthorities>>;
beforeAll(async () => {
  authorities = await makeAuthorities("ecdsa-p256", "ecdsa-p256");
  workshop.writeCertificate("root.pem", authorities.root.certificateDer);
  workshop.writeCertificate("issuing.pem", authorities.issuing.certificateDer);
});

function crlWith(changes: Partial<CrlInput> = {}): Buffer {
  return createCrl({
    issuer: authorities.issuing,
    crlNumber: 1n,
    thisUpdate: addDays(-0.01),
    nextUpdate: addDays(1),
    revoked: [],
    ...changes,
  });
}

function issue(serial: Buffer): Buffer {
  return issueConnectorCertificate({
    issuer: authorities.issuing,
    spkiDer: generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "der", type: "spki" }),
    connectorId: CONNECTOR_ID,
    tenantId: TENANT_ID,
    serial,
    notBefore: addDays(-0.01),
    notAfter: addDays(90),
    crlUrl: CRL_URL,
  });
}

/** What `openssl crl` prints of a CRL whose signature it has verified. */
function show(crl: Buffer): string {
  workshop.write("crl.pem", derToPem("X509 CRL", crl));
  const text = workshop.openssl("crl", "-in", "crl.pem", "-noout", "-text", "-CAfile", "issuing.pem");
  expect(text).toContain("verify OK");
  return text;
}

describe.each(KEY_ALGORITHMS)("with an issuer of %s", (algorithm) => {
  it("is signed so that openssl verifies it", async () => {
    const { issuing } = await makeAuthorities("ecdsa-p256", algorithm);
    workshop.writeCertificate("other.pem", issuing.certificateDer);
    workshop.write("other.crl", crlWith({ issuer: issuing }));
    const args = ["crl", "-inform", "DER", "-in", "other.crl", "-noout", "-verify", "-CAfile"];
    expect(workshop.openssl(...args, "other.pem")).toContain("verify OK");
    expect(workshop.run(...args, "issuing.pem").output).not.toContain("verify OK");
  });
});

describe("createCrl", () => {
  it("is a valid empty list without the field for revoked certificates", () => {
    const text = show(crlWith());
    expect(text).toContain("Version 2 (0x1)");
    expect(text).toContain("No Revoked Certificates.");
    expect(text).toContain("Issuer: CN = Connector\n");
    expect(text).toMatch(/Authority Key Identifier: \n +(?:[0-9A-F]{2}:){19}[0-9A-F]{2}\n/);
    expect(text).toMatch(/CRL Number: \n +1\n/);
  });

  it("makes openssl refuse exactly the revoked certificates", () => {
    const [good, bad] = [newSerial(), newSerial()];
    workshop.writeCertificate("good.pem", issue(good));
    workshop.writeCertificate("bad.pem", issue(bad));
    const crls = [
      crlWith({ revoked: [{ serial: bad, revokedAt: addDays(0), reason: 1 }] }),
      crlWith({ issuer: authorities.root }),
    ];
    workshop.write("crls.pem", crls.map((crl) => derToPem("X509 CRL", crl)).join(""));
    const args = ["verify", "-x509_strict", "-crl_check_all", "-CRLfile", "crls.pem", "-CAfile", "root.pem"];
    const verify = (name: string) => workshop.run(...args, "-untrusted", "issuing.pem", "-purpose", "sslclient", name);
    expect(verify("good.pem").output).toBe("good.pem: OK\n");
    expect(verify("bad.pem").output).toContain("certificate revoked");
  });

  it("gives dates and reasons, and leaves out the reason 'unspecified'", () => {
    const serials = Array.from({ length: 10 }, newSerial);
    const reasons = [undefined, 0, 1, 2, 3, 4, 5, 6, 9, 10];
    const revokedAt = new Date("2026-03-04T05:06:07.890Z");
    const text = show(
      crlWith({ revoked: serials.map((serial, index) => ({ serial, revokedAt, reason: reasons[index] })) }),
    );
    for (const serial of serials) expect(text).toContain(`Serial Number: ${serial.toString("hex").toUpperCase()}`);
    expect(text.match(/Revocation Date: Mar {2}4 05:06:07 2026 GMT/g)).toHaveLength(10);
    expect(text.match(/Reason Code: \n +(.*)/g)?.map((match) => match.split("\n")[1]?.trim())).toEqual([
      "Key Compromise",
      "CA Compromise",
      "Affiliation Changed",
      "Superseded",
      "Cessation Of Operation",
      "Certificate Hold",
      "Privilege Withdrawn",
      "AA Compromise",
    ]);
  });

  it.each([
    [0n, "0"],
    [128n, "128"],
    [2n ** 63n, "9223372036854775808"],
    [2n ** 159n - 1n, (2n ** 159n - 1n).toString(16).toUpperCase()],
  ])("takes the number %s", (crlNumber, shown) => {
    expect(show(crlWith({ crlNumber }))).toMatch(new RegExp(`CRL Number: \\n +(?:0x)?${shown}\\n`));
  });

  it("holds 20,000 entries", () => {
    const revokedAt = addDays(0);
    const revoked = Array.from({ length: 20_000 }, () => ({ serial: newSerial(), revokedAt, reason: 5 }));
    workshop.write("large.crl", crlWith({ revoked }));
    const args = ["crl", "-inform", "DER", "-in", "large.crl", "-noout", "-verify", "-CAfile", "issuing.pem"];
    expect(workshop.openssl(...args)).toContain("verify OK");
  });

  const refusals: [string, PkiErrorCode, () => Partial<CrlInput>][] = [
    ["a negative number", "crl_invalid", () => ({ crlNumber: -1n })],
    ["a number over 20 octets", "crl_invalid", () => ({ crlNumber: 2n ** 159n })],
    ["a next update before this one", "crl_invalid", () => ({ nextUpdate: addDays(-1) })],
    [
      "the unused reason 7",
      "crl_invalid",
      () => ({ revoked: [{ serial: newSerial(), revokedAt: addDays(0), reason: 7 }] }),
    ],
    [
      "the reason of delta CRLs",
      "crl_invalid",
      () => ({ revoked: [{ serial: newSerial(), revokedAt: addDays(0), reason: 8 }] }),
    ],
    [
      "a bad serial number",
      "serial_invalid",
      () => ({ revoked: [{ serial: Buffer.alloc(0), revokedAt: addDays(0) }] }),
    ],
    [
      "another key than the issuer's",
      "issuer_key_mismatch",
      () => ({ issuer: { ...authorities.issuing, privateKey: authorities.root.privateKey } }),
    ],
    [
      "an issuer that is no CA",
      "issuer_not_ca",
      () => ({ issuer: { certificateDer: issue(newSerial()), privateKey: authorities.issuing.privateKey } }),
    ],
  ];

  it.each(refusals)("refuses %s (%s)", (_, code, change) => {
    const changes = change();
    expect(() => crlWith(changes)).toThrow(expect.objectContaining({ code }));
  });
});
