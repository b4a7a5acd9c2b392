import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, derToPem, pemToDer, readPemBlocks } from "@/lib/pki/pem";
import { PkiError } from "@/lib/pki/pki-error";

const one = derToPem("CERTIFICATE", Buffer.from("first"));
const two = derToPem("CERTIFICATE", Buffer.from("second"));

describe("derToPem and pemToDer", () => {
  it("are inverse, with lines of 64 characters", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const pem = derToPem("X509 CRL", bytes);
        expect(pemToDer(pem, "X509 CRL").equals(bytes)).toBe(true);
        expect(pem.split("\n").every((line) => line.length <= 64)).toBe(true);
        expect(pemToDer(pem.replaceAll("\n", "\r\n")).equals(bytes)).toBe(true);
      }),
    );
  });

  it("skips explanatory text and reads several blocks in order", () => {
    const blocks = readPemBlocks(`Subject: CN=a\n${one}\nissued by\n${two}`);
    expect(blocks.map(({ der }) => der.toString())).toEqual(["first", "second"]);
  });

  it.each([
    ["no block", "hello"],
    ["two blocks", one + two],
    ["another label", one.replaceAll("CERTIFICATE", "PRIVATE KEY")],
    ["no END line", one.replace(/-----END.*/, "")],
    ["another END label", one.replace("END CERTIFICATE", "END X509 CRL")],
    ["encapsulated headers", one.replace("\n", "\nProc-Type: 4,ENCRYPTED\n\n")],
    ["an empty body", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"],
    ["a damaged BEGIN line", "-----BEGIN certificate"],
  ])("refuses %s", (_, text) => {
    expect(() => pemToDer(text, "CERTIFICATE")).toThrow(PkiError);
  });
});

describe("decodeBase64", () => {
  it.each(["", "A", "AA", "AAA", "AB==", "AAB=", "AA=A", "AA==AA==", "AAAA\0", "AAA-", "ＡＡＡＡ"])(
    "refuses %j",
    (text) => {
      expect(decodeBase64(text)).toBeUndefined();
    },
  );

  it("ignores white space", () => {
    expect(decodeBase64(" Zmly\r\n\tc3Q= \n")?.toString()).toBe("first");
  });
});
