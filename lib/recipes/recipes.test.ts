import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeProvisioningKey } from "@/lib/provisioning-key/encode";
import { fillKey } from "./fill-key";
import { makeKeyFiles, nameKeyFile } from "./make-key-file";
import { makeRecipes } from "./make-recipes";
import { cleanComment, quoteHcl, quotePowershell, quoteShell, quoteYaml } from "./quote";
import { KEY_PLACEHOLDER, PLATFORMS } from "./recipe";
import { keyFileFormatSchema } from "./schema";

const SHA = "ab".repeat(32);
const FACTS = { keyName: "AWS Oregon", host: "api.private.example.com:8443", connectorSha256: SHA };
const any = fc.string({ unit: "binary", maxLength: 60 });
const noNul = any.map((text) => text.replaceAll("\0", ""));

describe("quoting", () => {
  it("gives a shell one word, whatever is in it", () => {
    fc.assert(
      fc.property(fc.array(noNul, { minLength: 1, maxLength: 60 }), (words) => {
        const script = `printf '%s\\0' ${words.map(quoteShell).join(" ")}`;
        const { stdout } = spawnSync("sh", ["-c", script]);
        const expected = words.map((word) => `${Buffer.from(word, "utf8").toString("utf8")}\0`).join("");
        expect(stdout.toString("utf8")).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  it("gives YAML one line of printable text that JSON reads back", () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(JSON.parse(quoteYaml(text))).toBe(text);
        expect(quoteYaml(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it("leaves no template open in HCL and no quote open in PowerShell", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("$", "%", "{", "}", '"', "\\", "'", "\u2018", "\u2019", "a", "\n") }),
        (text) => {
          const hcl = quoteHcl(text);
          expect(hcl).not.toMatch(/[$%]\{/);
          expect(JSON.parse(hcl)).toBe(text);
          const inner = quotePowershell(text).slice(1, -1);
          expect(inner.replace(/(['\u2018-\u201b])\1/g, "")).not.toMatch(/['\u2018-\u201b]/);
        },
      ),
    );
  });

  it("keeps a comment on its line", () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(cleanComment(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe("names of files", () => {
  it("are safe whatever the key's name", () => {
    fc.assert(
      fc.property(any, fc.constantFrom(...keyFileFormatSchema.options), (name, format) => {
        const fileName = nameKeyFile(name, "0123456789abcdef", format);
        expect(fileName).toMatch(/^provisioning-key-(?:[a-z0-9]+(?:-[a-z0-9]+)*-)?0123456789abcdef\.[a-z.-]+$/);
        expect(fileName.length).toBeLessThan(120);
      }),
    );
    expect(nameKeyFile("Zürich 東京", "0123456789abcdef", "plain")).toBe(
      "provisioning-key-zurich-0123456789abcdef.txt",
    );
  });
});

describe("recipes", () => {
  const recipes = makeRecipes(FACTS);

  it("are there for every platform, in order", () => {
    expect(recipes.map(({ platform }) => platform)).toEqual([...PLATFORMS]);
  });

  it.each(recipes)("check the program before $platform runs it, and reach it at the gateway", ({ steps }) => {
    const text = steps.flatMap(({ blocks }) => blocks.map((block) => block.text)).join("\n");
    expect(text).toContain("https://api.private.example.com:8443/downloads/latchkey-connector.mjs");
    expect(text).toContain(SHA);
  });

  it.each(recipes)("never put the key of $platform into a terminal", ({ steps }) => {
    for (const { holdsKey, fileName, text } of steps.flatMap(({ blocks }) => blocks)) {
      expect(holdsKey).toBe(text.includes(KEY_PLACEHOLDER));
      if (holdsKey) expect(fileName).toBeDefined();
    }
    expect(steps.some(({ asksForKey, blocks }) => asksForKey || blocks.some(({ holdsKey }) => holdsKey))).toBe(true);
  });

  it("have as many lines whatever the key's name", () => {
    const lines = (keyName: string) =>
      makeRecipes({ ...FACTS, keyName }).map(({ steps }) =>
        steps.flatMap(({ blocks }) => blocks.map(({ text }) => text.split(/\r|\n/).length)),
      );
    fc.assert(
      fc.property(any, (name) => {
        expect(lines(name)).toEqual(lines("plain"));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the key", () => {
  const key = encodeProvisioningKey({
    host: FACTS.host,
    secretId: new Uint8Array(16).fill(1),
    secret: new Uint8Array(32).fill(2),
    pin: new Uint8Array(32).fill(3),
  });

  it("takes the place of the placeholder in every file", () => {
    for (const { template } of makeKeyFiles(FACTS, "0123456789abcdef")) {
      const text = fillKey(template, key);
      expect(text).toContain(key);
      expect(text).not.toContain(KEY_PLACEHOLDER);
    }
  });

  it("is taken for nothing else", () => {
    for (const text of ["", 'x"; rm -rf "', `${key}"`, key.slice(1)]) {
      expect(() => fillKey(KEY_PLACEHOLDER, text)).toThrow(TypeError);
    }
  });
});
