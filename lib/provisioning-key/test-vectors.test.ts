import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { diagnoseProvisioningKey } from "./diagnose";
import { encodeProvisioningKey } from "./encode";
import { parseProvisioningKey } from "./parse";
import { KEY_PATTERN } from "./pattern";
import vectors from "./test-vectors.json";

describe("published test vectors", () => {
  it.each(vectors.valid)("encodes and parses: $description", (vector) => {
    const text = encodeProvisioningKey({
      host: vector.host,
      secretId: hexToBytes(vector.secretId),
      secret: hexToBytes(vector.secret),
      pin: hexToBytes(vector.pin),
    });
    expect(text).toBe(vector.key);
    const result = parseProvisioningKey(vector.key);
    if (!result.ok) throw new Error(result.message);
    expect(result.key.canonical).toBe(vector.key);
    expect(result.key.host).toBe(vector.host);
    expect(result.key.secretIdUuid.replaceAll("-", "")).toBe(vector.secretId);
    expect(bytesToHex(result.key.secretId)).toBe(vector.secretId);
    expect(bytesToHex(result.key.secret)).toBe(vector.secret);
    expect(bytesToHex(result.key.pin)).toBe(vector.pin);
    expect(bytesToHex(result.key.digest)).toBe(vector.digest);
    expect(result.key.fingerprint).toBe(vector.fingerprint);
    expect(vector.key).toMatch(new RegExp(`^${KEY_PATTERN}$`));
  });

  it.each(vectors.equivalent)("reads as the same key: $description", (vector) => {
    const result = parseProvisioningKey(vector.text);
    expect(result.ok && result.key.canonical).toBe(vector.key);
  });

  it.each(vectors.damaged)("refuses: $description", (vector) => {
    expect(parseProvisioningKey(vector.text).ok).toBe(false);
    expect(diagnoseProvisioningKey(vector.text)).toMatchObject({
      ok: false,
      reason: vector.reason,
      ...("position" in vector ? { position: vector.position } : {}),
    });
  });
});
