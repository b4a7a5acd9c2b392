import { KEY_FILE_LABELS } from "./key-file-labels";
import { writeUserData } from "./make-cloud-init";
import { writeKubernetesSecret } from "./make-kubernetes";
import { writeTerraformVariables } from "./make-terraform";
import { cleanComment, quoteShell } from "./quote";
import { KEY_PLACEHOLDER, type RecipeFacts } from "./recipe";
import { type KeyFileFormat, keyFileFormatSchema } from "./schema";

/** A file to download: `template` has the placeholder where the key belongs. */
export type KeyFile = { format: KeyFileFormat; label: string; fileName: string; template: string };

const FORMATS: Record<KeyFileFormat, { ending: string; write: (facts: RecipeFacts) => string }> = {
  plain: { ending: "txt", write: () => `${KEY_PLACEHOLDER}\n` },
  env: {
    ending: "env",
    write: ({ keyName }) =>
      `# Provisioning key: ${cleanComment(keyName)}\nLATCHKEY_PROVISIONING_KEY=${quoteShell(KEY_PLACEHOLDER)}\n`,
  },
  "cloud-init": { ending: "user-data.yaml", write: (facts) => writeUserData(facts) },
  kubernetes: { ending: "secret.yaml", write: writeKubernetesSecret },
  terraform: { ending: "auto.tfvars", write: writeTerraformVariables },
};

/** Letters of a name that a file's name keeps, at most. */
const MAX_SLUG = 40;

function writeSlug(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return words.slice(0, MAX_SLUG).replace(/^-+|-+$/g, "");
}

/**
 * In: a key's name and fingerprint, a format. Out: the file's name: ASCII letters, digits, hyphens and dots only, whatever the key is
 * called, so no path, quote or control character and no device of Windows.
 */
export function nameKeyFile(keyName: string, fingerprint: string, format: KeyFileFormat): string {
  const parts = ["provisioning-key", writeSlug(keyName), fingerprint].filter((part) => part !== "");
  return `${parts.join("-")}.${FORMATS[format].ending}`;
}

/** In: facts, the key's fingerprint, a format. Out: the file. */
export function makeKeyFile(facts: RecipeFacts, fingerprint: string, format: KeyFileFormat): KeyFile {
  const { write } = FORMATS[format];
  const label = KEY_FILE_LABELS[format];
  return { format, label, fileName: nameKeyFile(facts.keyName, fingerprint, format), template: write(facts) };
}

/** In: facts, the key's fingerprint. Out: a file of each format. */
export function makeKeyFiles(facts: RecipeFacts, fingerprint: string): KeyFile[] {
  return keyFileFormatSchema.options.map((format) => makeKeyFile(facts, fingerprint, format));
}
