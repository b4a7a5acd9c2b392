/** Where connectors are installed, in the order in which it is offered. */
export const PLATFORMS = [
  "linux",
  "docker",
  "compose",
  "kubernetes",
  "cloud-init",
  "terraform",
  "ansible",
  "powershell",
] as const;

export type Platform = (typeof PLATFORMS)[number];

/** What a recipe is made of. It never holds the key itself: see KEY_PLACEHOLDER. */
export type RecipeFacts = {
  /** As a person typed it: any script, quotes and all. */
  keyName: string;
  /** host[:port] inside the key. */
  host: string;
  /** SHA-256 of the connector's program, lower-case hex. */
  connectorSha256: string;
};

export type RecipeBlock = {
  language: "sh" | "yaml" | "hcl" | "powershell";
  text: string;
  /** The file to save it as; without one it is typed into a terminal. */
  fileName?: string;
  /** Whether the key belongs where KEY_PLACEHOLDER stands. */
  holdsKey: boolean;
};

export type RecipeStep = {
  title: string;
  text?: string;
  /** Whether this step asks for the key, to be pasted. */
  asksForKey?: boolean;
  blocks: RecipeBlock[];
};

export type Recipe = { platform: Platform; label: string; steps: RecipeStep[] };

/** In: a block's language and text, the name of its file if it is one. Out: the block. */
export function makeBlock(language: RecipeBlock["language"], text: string, fileName?: string): RecipeBlock {
  return {
    language,
    text: text.trimEnd(),
    ...(fileName !== undefined && { fileName }),
    holdsKey: text.includes(KEY_PLACEHOLDER),
  };
}

/** Stands in a recipe where the key belongs. No connector takes it for a key. */
export const KEY_PLACEHOLDER = "PASTE-THE-PROVISIONING-KEY-HERE";
