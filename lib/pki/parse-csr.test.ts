import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { encodeElement } from "@/lib/pki/der";
import { issueConnectorCertificate } from "@/lib/pki/issue-connector-certificate";
import { newSerial } from "@/lib/pki/new-serial";
import { MAX_CSR_LENGTH, type ParsedCsr, parseCsr } from "@/lib/pki/parse-csr";
import { derToPem } from "@/lib/pki/pem";
import { addDays, CONNECTOR_ID, CRL_URL, makeAuthorities, openWorkshop, TENANT_ID } from "@/lib/pki/test-support";

// Key generation and thousands of inputs take long on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const P256 = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
const RSA_2048 = ["-newkey", "rsa:2048"];

const workshop = openWorkshop();
afterAll(() => workshop.remove());

/** A CSR as the openssl command makes it, in PEM. */
function request(...options: string[]): string {
  const files = ["-nodes", "-keyout", "key.pem", "-out", "csr.pem", "-subj", "/CN=edge-7/O=Somebody"];
  workshop.openssl("req", "-new", ...files, ...options);
  return workshop.read("csr.pem").toString();
}

function accept(input: string | Uint8Array): ParsedCsr {
  const result = parseCsr(input);
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.csr;
}

const toDer = (pem: string) => accept(pem).der;

let pem: string;
beforeAll(() => {
  pem = request(...P256);
});

describe("keys and signatures of CSRs made by openssl", () => {
  it.each([
    ["ECDSA P-256", P256],
    ["ECDSA P-384", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384", "-sha384"]],
    ["ECDSA P-256", [...P256, "-sha512"]],
    ["Ed25519", ["-newkey", "ed25519"]],
    ["RSA 2048", [...RSA_2048, "-sha256"]],
    ["RSA 3072", ["-newkey", "rsa:3072", "-sha512"]],
  ])("accepts %s %j and agrees with openssl", (keyType, options) => {
    const text = request(...options);
    const csr = accept(text);
    expect(csr).toMatchObject({ keyType, subjectCommonName: "edge-7" });
    workshop.openssl("req", "-in", "csr.pem", "-outform", "DER", "-out", "csr.der");
    expect(csr.der.equals(workshop.read("csr.der"))).toBe(true);
    workshop.openssl("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
    expect(csr.spkiDer.equals(workshop.read("public.der"))).toBe(true);
    expect(csr.publicKey.export({ format: "der", type: "spki" }).equals(csr.spkiDer)).toBe(true);
    workshop.write("spki.der", csr.spkiDer);
    expect(workshop.openssl("dgst", "-sha256", "spki.der")).toContain(csr.spkiSha256.toString("hex"));
  });

  it.each([
    ["RSA 1024", ["-newkey", "rsa:1024"], "1024 bits"],
    ["secp256k1", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"], "not accepted"],
    ["P-521", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"], "not accepted"],
    ["Ed448", ["-newkey", "ed448"], "not accepted"],
    ["exponent 3", [...RSA_2048, "-pkeyopt", "rsa_keygen_pubexp:3"], "65537"],
    ["explicit curve parameters", [...P256, "-pkeyopt", "ec_param_enc:explicit"], "not accepted"],
    ["ECDSA with SHA-1", [...P256, "-sha1"], "SHA-1"],
    ["RSA with SHA-1", [...RSA_2048, "-sha1"], "SHA-1"],
    ["RSA with MD5", [...RSA_2048, "-md5"], "MD5"],
    ["ECDSA with SHA-224", [...P256, "-sha224"], "SHA-224"],
    ["RSASSA-PSS", [...RSA_2048, "-sigopt", "rsa_padding_mode:pss"], "signature algorithm"],
  ])("refuses %s", (_, options, reason) => {
    const result = parseCsr(request(...options));
    expect(result).toEqual({ ok: false, code: "csr_key_rejected", message: expect.stringContaining(reason) });
  });
});

describe("what a CSR may ask for", () => {
  it("has no influence on the certificate", async () => {
    const asked = request(
      ...P256,
      ...["-addext", "basicConstraints=critical,CA:TRUE"],
      ...["-addext", "keyUsage=critical,keyCertSign,cRLSign"],
      ...["-addext", "extendedKeyUsage=serverAuth,anyExtendedKeyUsage"],
      ...["-addext", "subjectAltName=DNS:bank.example.com,IP:10.0.0.1"],
    );
    const { issuing } = await makeAuthorities("ecdsa-p256", "ecdsa-p256");
    const issued = issueConnectorCertificate({
      issuer: issuing,
      spkiDer: accept(asked).spkiDer,
      connectorId: CONNECTOR_ID,
      tenantId: TENANT_ID,
      serial: newSerial(),
      notBefore: addDays(0),
      notAfter: addDays(1),
      crlUrl: CRL_URL,
    });
    const certificate = new X509Certificate(issued);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(certificate.subject).toBe(`CN=${CONNECTOR_ID}`);
    expect(certificate.subjectAltName).toBe(`URI:urn:latchkey:${TENANT_ID}:connector:${CONNECTOR_ID}`);
  });

  it("may be an empty subject", () => {
    expect(accept(request(...P256, "-subj", "/")).subjectCommonName).toBeUndefined();
  });
});

describe("forms of one CSR", () => {
  it("reads PEM, CRLF, the older label, text before the block, base64 on one line, and DER alike", () => {
    const der = toDer(pem);
    const base64 = der.toString("base64");
    const forms = [
      pem.replaceAll("\n", "\r\n"),
      pem.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"),
      `Certificate Request:\n    Data:\n${pem}\n\n`,
      base64,
      base64.replace(/.{76}/g, "$&\r\n"),
      Buffer.from(pem),
      Buffer.from(base64),
      der,
      new Uint8Array(der),
    ];
    for (const form of forms) expect(accept(form).der.equals(der)).toBe(true);
  });

  it("does not alias the caller's bytes", () => {
    const bytes = Buffer.from(toDer(pem));
    const csr = accept(bytes);
    const before = csr.spkiDer.toString("hex");
    bytes.fill(0);
    expect(csr.spkiDer.toString("hex")).toBe(before);
    expect(csr.der[0]).toBe(0x30);
  });
});

describe("malformed CSRs", () => {
  const wrap = (der: Uint8Array) => derToPem("CERTIFICATE REQUEST", der);
  const damage = (make: (der: Buffer) => Uint8Array) => () => wrap(make(Buffer.from(toDer(pem))));
  const flip = (place: (der: Buffer) => number) =>
    damage((der) => {
      const index = place(der);
      der.writeUInt8((der[index] ?? 0) ^ 1, index);
      return der;
    });

  const cases: [string, () => string | Uint8Array][] = [
    ["nothing", () => ""],
    ["no bytes", () => new Uint8Array()],
    ["white space", () => " \r\n"],
    ["a NUL byte", () => "\0"],
    ["NUL bytes in the PEM", () => pem.replace("\n", "\n\0")],
    ["NUL bytes as DER", () => Buffer.alloc(500)],
    ["text", () => "please sign me"],
    ["two blocks", () => pem + pem],
    ["text that is not ASCII", () => `é${toDer(pem).toString("base64")}`],
    ["a certificate's label", () => pem.replaceAll("CERTIFICATE REQUEST", "CERTIFICATE")],
    ["a private key", () => workshop.read("key.pem").toString()],
    ["no END line", () => pem.replace(/-----END.*/, "")],
    ["a byte after the DER", damage((der) => Buffer.concat([der, Buffer.from([0])]))],
    ["many bytes after the DER", damage((der) => Buffer.concat([der, der]))],
    ["half of it", damage((der) => der.subarray(0, der.length / 2))],
    ["all but the last byte", damage((der) => der.subarray(0, -1))],
    ["a broken signature", flip((der) => der.length - 1)],
    ["another subject than was signed", flip((der) => der.indexOf("edge-7"))],
    ["the version 2", flip(() => 6)],
    [
      "an indefinite length",
      damage((der) => Buffer.concat([Buffer.from("3080", "hex"), der.subarray(3), Buffer.alloc(2)])),
    ],
    ["an empty sequence", () => wrap(Buffer.from("3000", "hex"))],
    ["three empty sequences", () => wrap(Buffer.from("3006300030003000", "hex"))],
    ["a lone integer", () => wrap(Buffer.from("020101", "hex"))],
    [
      "thousands of nested sequences",
      () => {
        let bomb = encodeElement(0x30);
        while (bomb.length < 12_000) bomb = encodeElement(0x30, bomb);
        return bomb;
      },
    ],
    ["thousands of sequences in a row", () => encodeElement(0x30, Buffer.from("3000".repeat(8_000), "hex"))],
  ];

  it.each(cases)("refuses %s", (_, make) => {
    const input = make();
    expect(input.length).toBeLessThanOrEqual(MAX_CSR_LENGTH);
    expect(parseCsr(input)).toEqual({ ok: false, code: "csr_invalid", message: expect.stringMatching(/^[A-Z].*\.$/) });
  });

  it("refuses the signature of another key", () => {
    const other = toDer(request(...P256));
    const mixed = Buffer.from(toDer(pem));
    const lastOctets = 60;
    other.copy(mixed, mixed.length - lastOctets, other.length - lastOctets);
    expect(parseCsr(mixed)).toMatchObject({ ok: false, code: "csr_invalid" });
  });

  it("measures before it looks: 16 KiB is the limit for text and bytes", () => {
    const padded = pem + "\n".repeat(MAX_CSR_LENGTH - pem.length);
    expect(padded.length).toBe(16_384);
    expect(parseCsr(padded).ok).toBe(true);
    expect(parseCsr(`${padded}\n`)).toMatchObject({ ok: false, code: "body_too_large" });
    expect(parseCsr(Buffer.alloc(16_385))).toMatchObject({ ok: false, code: "body_too_large" });
    expect(parseCsr("A".repeat(10_000_000))).toMatchObject({ ok: false, code: "body_too_large" });
  });

  it("does not show control characters of a common name", () => {
    const csr = accept(request(...P256, "-subj", "/CN=a\u0007b", "-utf8"));
    expect(csr.subjectCommonName).toBeUndefined();
  });
});
