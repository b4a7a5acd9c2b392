import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Diagnosis, diagnoseProvisioningKey } from "./diagnose";
import { encodeProvisioningKey } from "./encode";
import { keyArbitrary } from "./key-samples";
import { parseProvisioningKey } from "./parse";
import vectors from "./test-vectors.json";

const anyCharacter = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(..."ABCXYZabcxyz0189+/=|.:-[]") },
  { weight: 1, arbitrary: fc.constantFrom(..."*_ßÉK🙂\u0000\u200b") },
);

/** What "located" means: undoing the told error at the told place by some character gives the key back. */
function explains(damaged: string, key: string, diagnosis: Diagnosis): boolean {
  if (diagnosis.ok || diagnosis.position === undefined) return false;
  const characters = Array.from(damaged);
  const original = Array.from(key);
  const at = diagnosis.position - 1;
  switch (diagnosis.reason) {
    case "wrong_character":
      characters[at] = original[at] ?? "";
      break;
    case "extra_character":
      characters.splice(at, 1);
      break;
    case "missing_character":
      characters.splice(at, 0, original[at] ?? "");
      break;
    case "swapped_characters":
      characters.splice(at, 2, characters[at + 1] ?? "", characters[at] ?? "");
      break;
    default:
      return false;
  }
  return characters.join("").toLowerCase() === key.toLowerCase();
}

function expectLocated(damaged: string, key: string, reason: string): void {
  expect(parseProvisioningKey(damaged).ok).toBe(false);
  const diagnosis = diagnoseProvisioningKey(damaged);
  expect(diagnosis).toMatchObject({ ok: false, reason });
  expect(explains(damaged, key, diagnosis)).toBe(true);
}

/** The host may be written in any case: changing only the case of its letters is no damage. */
function sameKey(left: string, right: string): boolean {
  const fold = (text: string) => {
    const cut = text.lastIndexOf("|");
    return /^[\x20-\x7e]*$/.test(text) ? text.slice(0, cut).toLowerCase() + text.slice(cut) : text;
  };
  return fold(left) === fold(right);
}

/** Each diagnosis tries thousands of hashes, so the search runs on fewer samples than the refusal does. */
const SEARCHED = { numRuns: 20 };
const TIMEOUT = 30_000;

describe("diagnoseProvisioningKey", { timeout: TIMEOUT }, () => {
  const place = fc.nat({ max: 10_000 });

  it("locates every wrong character", () => {
    fc.assert(
      fc.property(keyArbitrary, place, anyCharacter, (key, at, character) => {
        const index = at % key.length;
        const damaged = key.slice(0, index) + character + key.slice(index + 1);
        fc.pre(!sameKey(damaged, key));
        expectLocated(damaged, key, "wrong_character");
      }),
      SEARCHED,
    );
  });

  it("locates every missing character", () => {
    fc.assert(
      fc.property(keyArbitrary, place, (key, at) => {
        const index = at % key.length;
        expectLocated(key.slice(0, index) + key.slice(index + 1), key, "missing_character");
      }),
      SEARCHED,
    );
  });

  it("locates every extra character", () => {
    fc.assert(
      fc.property(keyArbitrary, place, anyCharacter, (key, at, character) => {
        const index = at % (key.length + 1);
        expectLocated(key.slice(0, index) + character + key.slice(index), key, "extra_character");
      }),
      SEARCHED,
    );
  });

  it("locates every pair of swapped neighbours", () => {
    fc.assert(
      fc.property(keyArbitrary, place, (key, at) => {
        const index = at % (key.length - 1);
        const damaged = `${key.slice(0, index)}${key.charAt(index + 1)}${key.charAt(index)}${key.slice(index + 2)}`;
        fc.pre(!sameKey(damaged, key));
        expectLocated(damaged, key, "swapped_characters");
      }),
      SEARCHED,
    );
  });

  it("calls every cut of two or more characters damaged", () => {
    fc.assert(
      fc.property(keyArbitrary, fc.integer({ min: 2, max: 115 }), (key, cut) => {
        expect(diagnoseProvisioningKey(key.slice(0, -cut))).toMatchObject({ ok: false, reason: "damaged" });
      }),
      SEARCHED,
    );
  });

  it("finds a wrong character in every part of one key", () => {
    const key = vectors.valid[1]?.key ?? "";
    for (let index = 0; index < key.length; index += 11) {
      const replacement = key.charAt(index) === "Q" ? "R" : "Q";
      const damaged = key.slice(0, index) + replacement + key.slice(index + 1);
      expect(diagnoseProvisioningKey(damaged)).toMatchObject({ reason: "wrong_character", position: index + 1 });
    }
  });

  it("names the right host when it is among the known ones", () => {
    const [, , data] = (vectors.valid[1]?.key ?? "").split("|");
    const options = { knownHosts: ["localhost:8443", "api.private.example.com:8443"] };
    const diagnosis = diagnoseProvisioningKey(`1|other.example.net|${data}`, options);
    expect(diagnosis).toMatchObject({
      ok: false,
      reason: "wrong_host",
      message: "The host in the key was changed: it was made for api.private.example.com:8443.",
    });
    expect(!diagnosis.ok && diagnosis.repaired?.canonical).toBe(vectors.valid[1]?.key);
    expect(diagnoseProvisioningKey(`1|other.example.net|${data}`)).toMatchObject({ reason: "damaged" });
  });

  it("says in words where the damage is, without a piece of the key", () => {
    const key = vectors.valid[0]?.key ?? "";
    const says = (text: string) => {
      const diagnosis = diagnoseProvisioningKey(text);
      return diagnosis.ok ? "fine" : diagnosis.message;
    };
    expect(says(`${key.slice(0, 59)}x${key.slice(60)}`)).toBe(
      "The key is damaged: character 60 (character 38 of the third part) is wrong.",
    );
    expect(says(key.slice(0, -1))).toBe("The key is damaged: its last character is missing.");
    expect(says(`${key.slice(0, 4)}${key.slice(5)}`)).toBe(
      "The key is damaged: a character is missing before character 5.",
    );
    expect(says(key.slice(0, 90))).toBe(
      "The key is damaged. The third part has 68 characters instead of 116: a piece is missing.",
    );
    const diagnosis = diagnoseProvisioningKey(`${key.slice(0, 59)}x${key.slice(60)}`);
    expect(Object.keys(diagnosis).sort()).toEqual(["message", "ok", "position", "reason", "repaired"]);
    const printed = JSON.stringify(diagnosis);
    for (let at = key.lastIndexOf("|") + 1; at < key.length - 8; at += 1)
      expect(printed).not.toContain(key.slice(at, at + 8));
  });

  it("gives the key back where one repair makes it whole, and the plainly wrong character where none does", () => {
    const key = vectors.valid[0]?.key ?? "";
    const repaired = (text: string) => {
      const diagnosis = diagnoseProvisioningKey(text);
      return diagnosis.ok ? null : diagnosis.repaired?.canonical;
    };
    expect(repaired(`${key.slice(0, 59)}x${key.slice(60)}`)).toBe(key);
    expect(repaired(key.slice(1))).toBe(key);
    expect(repaired(`${key}=`)).toBe(key);
    const twice = `${key.slice(0, 40)}*${key.slice(41, 70)}*${key.slice(71)}`;
    expect(repaired(twice)).toBeUndefined();
    expect(diagnoseProvisioningKey(twice)).toMatchObject({ reason: "damaged", position: 41 });
  });

  it("does not search texts that are longer than any key", () => {
    const key = encodeProvisioningKey({
      host: `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(61)}:65535`,
      secretId: new Uint8Array(16),
      secret: new Uint8Array(32),
      pin: new Uint8Array(32),
    });
    expect(key).toHaveLength(378);
    expect(diagnoseProvisioningKey(`${key.slice(0, 300)}${key.slice(301)}`)).toMatchObject({
      reason: "missing_character",
    });
    expect(diagnoseProvisioningKey(`${key}${"A".repeat(100)}`)).toMatchObject({ reason: "damaged" });
    expect(diagnoseProvisioningKey("A".repeat(4097))).toMatchObject({ reason: "too_long" });
  });
});
