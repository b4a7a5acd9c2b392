import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { DER_TAG, encodeBitString, encodeElement } from "@/lib/pki/der";
import { encodeName } from "@/lib/pki/name";
import { type CsrResult, parseCsr } from "@/lib/pki/parse-csr";
import { derToPem } from "@/lib/pki/pem";

// Key generation and thousands of inputs take long on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const ECDSA_SHA256 = Buffer.from("300a06082a8648ce3d040302", "hex");
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const spkiDer = publicKey.export({ format: "der", type: "spki" });

/** A CSR whose signature is good whatever its parts are: what an attacker with a key of his own can send. */
function makeCsr(parts: { version?: Buffer; subject?: Buffer; spki?: Buffer; attributes?: Buffer }): Buffer {
  const info = encodeElement(
    DER_TAG.sequence,
    parts.version ?? Buffer.from("020100", "hex"),
    parts.subject ?? encodeName({ commonName: "fuzz" }),
    parts.spki ?? spkiDer,
    parts.attributes ?? Buffer.from("a000", "hex"),
  );
  return encodeElement(DER_TAG.sequence, info, ECDSA_SHA256, encodeBitString(sign("sha256", info, privateKey)));
}

const valid = makeCsr({});
const validPem = derToPem("CERTIFICATE REQUEST", valid);
const octet = fc.integer({ min: 0, max: 255 });

/** One of: set an octet, insert octets, remove octets, repeat a stretch. */
const mutation = fc.record({
  kind: fc.constantFrom("set", "insert", "remove", "repeat"),
  at: fc.nat({ max: valid.length - 1 }),
  length: fc.integer({ min: 1, max: 24 }),
  octets: fc.array(octet, { minLength: 1, maxLength: 6 }),
});

function mutate(bytes: Buffer, change: typeof mutation extends fc.Arbitrary<infer Change> ? Change : never): Buffer {
  const at = Math.min(change.at, bytes.length);
  const end = Math.min(at + change.length, bytes.length);
  const octets = Buffer.from(change.octets);
  switch (change.kind) {
    case "set":
      return Buffer.concat([bytes.subarray(0, at), octets, bytes.subarray(at + octets.length)]);
    case "insert":
      return Buffer.concat([bytes.subarray(0, at), octets, bytes.subarray(at)]);
    case "remove":
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
    default:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
  }
}

function expectRefusal(result: CsrResult) {
  expect(result).toEqual({
    ok: false,
    code: expect.stringMatching(/^(csr_invalid|csr_key_rejected|body_too_large)$/),
    message: expect.stringMatching(/\.$/),
  });
}

describe("parseCsr never throws", () => {
  it("accepts the unchanged CSR", () => {
    expect(parseCsr(valid)).toMatchObject({ ok: true, csr: { keyType: "ECDSA P-256", subjectCommonName: "fuzz" } });
    expect(parseCsr(validPem).ok).toBe(true);
  });

  it("refuses every other byte string near it", () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = changes.reduce(mutate, valid);
        fc.pre(!bytes.equals(valid));
        expectRefusal(parseCsr(bytes));
        expectRefusal(parseCsr(derToPem("CERTIFICATE REQUEST", bytes)));
      }),
      { numRuns: 4_000 },
    );
  });

  it("refuses every single changed octet", () => {
    for (let index = 0; index < valid.length; index += 1) {
      for (const change of [0x01, 0x20, 0x80, 0xff]) {
        const bytes = Buffer.from(valid);
        bytes.writeUInt8((bytes[index] ?? 0) ^ change, index);
        expectRefusal(parseCsr(bytes));
      }
    }
  });

  it("survives parts of any content under a good signature", () => {
    const part = fc.uint8Array({ maxLength: 80 }).map((content) => Buffer.from(content));
    const anyElement = fc.tuple(octet, part).map(([tag, content]) => encodeElement(tag, content));
    const anyPart = fc.oneof(part, anyElement);
    const parts = fc.record(
      { version: anyPart, subject: anyPart, spki: anyPart, attributes: anyPart },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(parts, (chosen) => {
        const result = parseCsr(makeCsr(chosen));
        if (result.ok) expect(result.csr.spkiDer.equals(spkiDer)).toBe(true);
        else expectRefusal(result);
      }),
      { numRuns: 3_000 },
    );
  });

  it("refuses any text and any bytes", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.uint8Array({ maxLength: 400 })),
        (input) => {
          expectRefusal(parseCsr(input));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("survives PEM with changed characters", () => {
    fc.assert(
      fc.property(fc.nat({ max: validPem.length }), fc.string({ unit: "binary", maxLength: 3 }), (at, inserted) => {
        const result = parseCsr(validPem.slice(0, at) + inserted + validPem.slice(at));
        if (result.ok) expect(result.csr.der.equals(valid)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
