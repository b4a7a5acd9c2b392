import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeProvisioningKey } from "./encode";
import { keyArbitrary, partsArbitrary } from "./key-samples";
import { parseProvisioningKey } from "./parse";
import vectors from "./test-vectors.json";

const sample = vectors.valid[0]?.key ?? "";

describe("parseProvisioningKey", () => {
  it("gives back what was encoded", () => {
    fc.assert(
      fc.property(partsArbitrary, (parts) => {
        const result = parseProvisioningKey(encodeProvisioningKey(parts));
        expect(result.ok && { ...result.key, secret: result.key.secret }).toMatchObject(parts);
      }),
    );
  });

  it("drops white space wherever it was wrapped in", () => {
    fc.assert(
      fc.property(
        keyArbitrary,
        fc.nat(),
        fc.constantFrom(" ", "\n", "\r\n\t", "\u00a0", "\ufeff"),
        (key, at, space) => {
          const cut = at % (key.length + 1);
          const result = parseProvisioningKey(`${key.slice(0, cut)}${space}${key.slice(cut)}`);
          expect(result.ok && result.key.canonical).toBe(key);
        },
      ),
    );
  });

  it("has one canonical string for all cases of the host", () => {
    fc.assert(
      fc.property(keyArbitrary, (key) => {
        const [version, host = "", data] = key.split("|");
        const result = parseProvisioningKey(`${version}|${host.toUpperCase()}|${data}`);
        expect(result.ok && [result.key.canonical, result.key.host]).toEqual([key, host]);
      }),
    );
  });

  it("never accepts random data of the right length", () => {
    const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let state = 20_261_123;
    const next = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 26;
    };
    let wellFormed = 0;
    for (let round = 0; round < 100_000; round += 1) {
      // Half of them start and end as real keys do, so that the check, not the form, has to refuse them.
      const shaped = round % 2 === 0;
      let data = shaped ? "AQ" : "";
      while (data.length < (shaped ? 113 : 114)) data += characters.charAt(next());
      const result = parseProvisioningKey(`1|gateway.example.com|${shaped ? `${data}A` : data}==`);
      if (result.ok) throw new Error(`accepted in round ${round}`);
      if (result.reason === "check_failed") wellFormed += 1;
    }
    expect(wellFormed).toBeGreaterThanOrEqual(50_000);
  });

  it.each(vectors.valid)("never accepts $key with one character wrong, missing, extra or swapped", ({ key }) => {
    const alphabet = [...vectors.valid.map((vector) => vector.key).join(""), ..."*_~ßK"];
    const characters = [...new Set([...alphabet, ...alphabet.map((character) => character.toLowerCase())])];
    const hostEnd = key.lastIndexOf("|");
    const accepted: string[] = [];
    const check = (text: string) => {
      const cut = text.lastIndexOf("|");
      // Only the case of the host may differ.
      const same = text.length === key.length && cut === hostEnd && text.slice(cut) === key.slice(cut);
      if (same && text.slice(0, cut).replace(/[A-Z]/g, (upper) => upper.toLowerCase()) === key.slice(0, cut)) return;
      if (parseProvisioningKey(text).ok) accepted.push(text);
    };
    for (let index = 0; index <= key.length; index += 1) {
      const [head, tail] = [key.slice(0, index), key.slice(index + 1)];
      if (index < key.length) check(head + tail);
      if (index < key.length - 1) check(head + key.charAt(index + 1) + key.charAt(index) + key.slice(index + 2));
      for (const character of characters) {
        check(head + character + key.slice(index));
        if (index < key.length) check(head + character + tail);
      }
    }
    expect(accepted).toEqual([]);
    expect(characters.length).toBeGreaterThan(64);
  });

  it("caps the text before it looks at it", () => {
    expect(parseProvisioningKey(" ".repeat(5000))).toMatchObject({ ok: false, reason: "too_long" });
    expect(parseProvisioningKey(sample, { maxLength: 20 })).toMatchObject({ ok: false, reason: "too_long" });
    expect(parseProvisioningKey(`${sample}${" ".repeat(4096 - sample.length)}`).ok).toBe(true);
  });

  it.each([
    ["", "empty"],
    ["1|gateway.example.com", "field_count"],
    [`${sample}|`, "field_count"],
    [sample.replace("1|", "3|"), "version_unsupported"],
    [sample.replace("1|", "x|"), "version_unsupported"],
    [sample.replace("gateway", "gate_way"), "host_invalid"],
    [sample.replace("gateway.example.com", ""), "host_invalid"],
    [sample.slice(0, -3), "data_length"],
    [`${sample}A`, "data_length"],
    [`${sample.slice(0, -1)}A`, "data_invalid"],
    [sample.replace("AQAB", "AgAB"), "data_invalid"],
    [sample.replace("gateway", "gatewax"), "check_failed"],
  ])("tells why %j is not a key: %s", (text, reason) => {
    const result = parseProvisioningKey(text);
    expect(result).toMatchObject({ ok: false, reason });
    expect(JSON.stringify(result)).not.toContain("AQABAgME");
  });

  it("names the position of a character outside of base64", () => {
    expect(parseProvisioningKey(sample.replace("AQAB", "AQ*B"))).toMatchObject({
      reason: "data_invalid",
      position: 25,
    });
  });
});

describe("ParsedKey", () => {
  it("shows its secret in no string, JSON or console form", () => {
    const result = parseProvisioningKey(sample);
    if (!result.ok) throw new Error(result.message);
    const { key } = result;
    const shown = [String(key), JSON.stringify({ key }), inspect(key, { showHidden: true, depth: 9 }), `${key}`].join(
      "\n",
    );
    expect(shown).not.toContain("ICEiIyQl");
    expect(shown).not.toContain("32, 33, 34, 35, 36");
    expect(String(key)).toBe("1|gateway.example.com|AQAB…AA==");
    expect(JSON.parse(JSON.stringify(key))).toEqual({
      host: "gateway.example.com",
      secretIdUuid: "00010203-0405-0607-0809-0a0b0c0d0e0f",
      fingerprint: "fdff50738767a857",
    });
  });
});
