import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCanonicalBase64, encodeBase64 } from "./base64";
import { digestSecret } from "./digest";
import { encodeProvisioningKey } from "./encode";
import { keyArbitrary } from "./key-samples";
import { maskProvisioningKey, publicPrefix } from "./mask";
import { looksLikeProvisioningKey, redactProvisioningKeys } from "./pattern";
import vectors from "./test-vectors.json";

const sample = vectors.valid[1]?.key ?? "";

describe("base64", () => {
  it("agrees with Node's encoder in both directions", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        expect(encodeBase64(bytes)).toBe(text);
        expect(decodeCanonicalBase64(text)).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it.each(["A", "AB", "ABC", "AB=C", "A===", "====", "AB==AB==", "AR==", "AAB=", "AB -", "A_-="])(
    "refuses %s",
    (text) => {
      expect(decodeCanonicalBase64(text)).toBeNull();
    },
  );
});

describe("maskProvisioningKey", () => {
  it("shows version, start of the host and both ends of the third part", () => {
    expect(maskProvisioningKey(sample)).toBe("1|api.private.…|Aebe…ZA==");
    expect(maskProvisioningKey(sample, { wholeHost: true })).toBe("1|api.private.example.com:8443|Aebe…ZA==");
  });

  it("shows no bit of the secret, also in the public prefix", () => {
    const [, , , other] = vectors.valid;
    const twin = (secret: Uint8Array) =>
      encodeProvisioningKey({ host: "a.example", secretId: new Uint8Array(16), secret, pin: new Uint8Array(32) });
    const start = (key: string) => maskProvisioningKey(key).slice(0, -4);
    expect(start(twin(new Uint8Array(32)))).toBe(start(twin(new Uint8Array(32).fill(255))));
    expect(publicPrefix(twin(new Uint8Array(32)))).toBe(publicPrefix(twin(new Uint8Array(32).fill(255))));
    expect(publicPrefix(other?.key ?? "")).toBe("1|[2001:db8::1]:8443|Af/////");
  });
});

describe("redactProvisioningKeys", () => {
  it("removes whole keys and third parts that stand alone", () => {
    fc.assert(
      fc.property(keyArbitrary, (key) => {
        const data = key.split("|")[2] ?? "";
        const text = redactProvisioningKeys(`a ${key} b ${data} c "${data}" ${key},`);
        expect(text).not.toContain(data.slice(10, 30));
        expect(text).toContain('"[provisioning key]"');
      }),
    );
  });

  it("leaves other text alone", () => {
    const text = `fingerprint fdff50738767a857, 1|2|3, ${"A".repeat(200)}==`;
    expect(redactProvisioningKeys(text)).toBe(text);
  });
});

describe("looksLikeProvisioningKey", () => {
  it("says yes to keys, pieces and damaged keys, no to words and paths", () => {
    for (const text of [sample, sample.slice(0, 40), sample.slice(-116, -60), ` ${sample}`, sample.replace("|", " ")]) {
      expect(looksLikeProvisioningKey(text)).toBe(true);
    }
    for (const text of ["enroll", "-", "/etc/latchkey/key.txt", `/${"Auditors/".repeat(20)}`, "my-host.example.com"]) {
      expect(looksLikeProvisioningKey(text)).toBe(false);
    }
  });
});

describe("encodeProvisioningKey", () => {
  it("refuses parts of the wrong length and bad hosts without naming their content", () => {
    const parts = {
      host: "a.example",
      secretId: new Uint8Array(16),
      secret: new Uint8Array(32),
      pin: new Uint8Array(32),
    };
    expect(() => encodeProvisioningKey({ ...parts, secretId: new Uint8Array(15) })).toThrow(/secret id/);
    expect(() => encodeProvisioningKey({ ...parts, secret: new Uint8Array(33) })).toThrow(/secret must/);
    expect(() => encodeProvisioningKey({ ...parts, pin: new Uint8Array(0) })).toThrow(/pin/);
    expect(() => encodeProvisioningKey({ ...parts, host: "https://a.example" })).toThrow(RangeError);
    expect(() => digestSecret(new Uint8Array(31))).toThrow(RangeError);
  });
});

describe("published documentation", () => {
  it("shows the same vectors and patterns as the code", async () => {
    const page = readFileSync(new URL("../../docs/provisioning-key-format.md", import.meta.url), "utf8");
    const { KEY_PATTERN, KEY_DATA_PATTERN } = await import("./pattern");
    for (const vector of vectors.valid) {
      for (const value of [vector.key, vector.check, vector.digest, vector.fingerprint, vector.secret, vector.pin]) {
        expect(page).toContain(value);
      }
    }
    expect(page).toContain(KEY_PATTERN);
    expect(page).toContain(KEY_DATA_PATTERN);
  });

  it("describes a library that runs in browsers: no Node module, no server marker", () => {
    const folder = new URL(".", import.meta.url);
    const sources = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
    for (const name of sources) {
      const text = readFileSync(new URL(name, folder), "utf8");
      expect(text, name).not.toMatch(/from "(node:|server-only)|\bBuffer\b|crypto\.subtle|\bprocess\./);
    }
    expect(sources).toContain("parse.ts");
  });
});
