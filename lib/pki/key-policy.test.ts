import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkPublicKey, labelKey } from "@/lib/pki/key-policy";

const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve }).publicKey;
const spki = (key: KeyObject) => key.export({ format: "der", type: "spki" });

/** An RSA public key with an odd modulus of exactly `bits` bits: not a product of two primes, but nothing here depends on that. */
function makeRsaKey(bits: number, exponent = 65_537): KeyObject {
  const modulus = (1n << BigInt(bits - 1)) + 12_345n;
  const hex = modulus.toString(16);
  const n = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex").toString("base64url");
  const e = Buffer.from(exponent.toString(16).padStart(6, "0"), "hex").toString("base64url");
  return createPublicKey({ key: { kty: "RSA", n, e }, format: "jwk" });
}

describe("checkPublicKey", () => {
  it.each([
    ["ECDSA P-256", ec("P-256")],
    ["ECDSA P-384", ec("P-384")],
    ["Ed25519", generateKeyPairSync("ed25519").publicKey],
    ["RSA 2048", makeRsaKey(2_048)],
    ["RSA 3072", makeRsaKey(3_072)],
    ["RSA 4096", makeRsaKey(4_096)],
  ])("accepts %s", (label, key) => {
    const verdict = checkPublicKey(spki(key));
    expect(verdict).toMatchObject({ ok: true, label });
    expect(verdict.ok && verdict.publicKey.equals(key)).toBe(true);
    expect(labelKey(key)).toBe(label);
  });

  it.each([
    ["P-521", ec("P-521"), "not accepted"],
    ["secp256k1", ec("secp256k1"), "not accepted"],
    ["Ed448", generateKeyPairSync("ed448").publicKey, "not accepted"],
    ["X25519", generateKeyPairSync("x25519").publicKey, "not accepted"],
    ["RSA of 2047 bits", makeRsaKey(2_047), "2047 bits"],
    ["RSA of 1024 bits", makeRsaKey(1_024), "1024 bits"],
    ["RSA of 4097 bits", makeRsaKey(4_097), "4097 bits"],
    ["RSA with exponent 3", makeRsaKey(2_048, 3), "65537"],
    [
      "RSASSA-PSS",
      generateKeyPairSync("rsa-pss", { modulusLength: 2_048, hashAlgorithm: "sha256", mgf1HashAlgorithm: "sha256" })
        .publicKey,
      "not accepted",
    ],
    [
      "explicit curve parameters",
      generateKeyPairSync("ec", { namedCurve: "P-256", paramEncoding: "explicit" }).publicKey,
      "not accepted",
    ],
  ])("refuses %s", (_, key, reason) => {
    expect(checkPublicKey(spki(key))).toMatchObject({ ok: false, message: expect.stringContaining(reason) });
  });

  it("refuses second encodings of the same key and keys that are none", () => {
    const der = spki(ec("P-256"));
    const compressed = Buffer.concat([
      Buffer.from("3039301306072a8648ce3d020106082a8648ce3d030107032200", "hex"),
      Buffer.from([2 + ((der.at(-1) ?? 0) & 1)]),
      der.subarray(27, 59),
    ]);
    expect(createPublicKey({ key: compressed, format: "der", type: "spki" }).asymmetricKeyType).toBe("ec");
    expect(checkPublicKey(compressed).ok).toBe(false);

    const rsa = spki(makeRsaKey(2_048));
    const withoutParameters = Buffer.from(
      rsa.toString("hex").replace("300d06092a864886f70d0101010500", "300b06092a864886f70d010101"),
      "hex",
    );
    withoutParameters.writeUInt16BE(withoutParameters.length - 4, 2);
    expect(checkPublicKey(withoutParameters).ok).toBe(false);

    const offCurve = Buffer.from(der);
    offCurve.writeUInt8((offCurve.at(-1) ?? 0) ^ 1, offCurve.length - 1);
    expect(checkPublicKey(offCurve)).toMatchObject({
      ok: false,
      message: expect.stringContaining("not a valid ECDSA P-256"),
    });

    const unusedBits = Buffer.from(der);
    unusedBits.writeUInt8(1, 25);
    expect(checkPublicKey(unusedBits).ok).toBe(false);
    expect(checkPublicKey(Buffer.concat([der, Buffer.from([0])])).ok).toBe(false);
    expect(checkPublicKey(Buffer.alloc(0)).ok).toBe(false);
  });

  it("refuses an even RSA modulus", () => {
    const der = spki(makeRsaKey(2_048));
    der.writeUInt8((der.at(-6) ?? 0) & 0xfe, der.length - 6);
    expect(checkPublicKey(der)).toMatchObject({ ok: false, message: expect.stringContaining("malformed") });
  });
});
