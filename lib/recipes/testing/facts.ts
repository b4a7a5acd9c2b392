import { encodeProvisioningKey } from "@/lib/provisioning-key/encode";
import { makeRecipes } from "../make-recipes";
import type { Platform, RecipeBlock, RecipeFacts } from "../recipe";

export const FACTS: RecipeFacts = {
  keyName: "AWS Oregon",
  host: "api.private.example.com:8443",
  connectorSha256: "ab".repeat(32),
};

/** A key as it is handed out. */
export const KEY = encodeProvisioningKey({
  host: FACTS.host,
  secretId: new Uint8Array(16).fill(1),
  // Every character of base64, those with a meaning elsewhere too.
  secret: Uint8Array.from({ length: 32 }, (_, at) => 255 - at * 7),
  pin: new Uint8Array(32).fill(251),
});

/**
 * Names that would break out of a comment, a string, a heredoc or a document. Those with signs and controls no form accepts:
 * what a recipe writes must not hang on that.
 */
export const NAMES = [
  "AWS Oregon",
  "Zürich 東京 اختبار",
  `O'Brien "quoted" \`id\` $(touch owned) \${HOME} %{ if true }`,
  "first line\nruncmd:\n  - touch owned",
  "carriage\r\nreturn\u0085and\u2028separators\u2029",
  "---\n- hosts: all",
  "{{ lookup('pipe', 'touch owned') }}",
  "# : & * ! | > @ % ? [ { , } ] \\ \u0000 \u001b[31m",
  "right\u202eto left\u2066isolate \ud800 lone",
  "\nUNIT\nLATCHKEY_USER_DATA\nE",
  "’; Remove-Item C:\\ -Recurse #",
];

/** Blocks of a platform's recipe. */
export function blocksOf(platform: Platform, keyName: string = FACTS.keyName): RecipeBlock[] {
  const recipe = makeRecipes({ ...FACTS, keyName }).find((candidate) => candidate.platform === platform);
  return recipe?.steps.flatMap(({ blocks }) => blocks) ?? [];
}

/** Text of the file of that name, or an error. */
export function fileOf(platform: Platform, fileName: string, keyName?: string): string {
  const block = blocksOf(platform, keyName).find((candidate) => candidate.fileName === fileName);
  if (!block) throw new Error(`no ${fileName}`);
  return `${block.text}\n`;
}
