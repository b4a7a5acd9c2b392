import { BASE64_ALPHABET, decodeCanonicalBase64 } from "./base64";
import { normalizeHost } from "./host";
import { DATA_TEXT_LENGTH, hasRightCheck, KEY_VERSION } from "./layout";
import { MAX_KEY_TEXT_LENGTH, type ParseFailureReason, parseProvisioningKey, stripWhiteSpace } from "./parse";
import type { ParsedKey } from "./parsed-key";

/** Longer texts are not searched: the longest key has 378 characters and one may be extra. */
const MAX_SEARCH_LENGTH = 400;
const ALPHABET = [...BASE64_ALPHABET, ..."=|.:-[]"];

export type SingleError = "wrong_character" | "missing_character" | "extra_character" | "swapped_characters";

export type Diagnosis =
  | { ok: true; key: ParsedKey }
  | {
      ok: false;
      reason: SingleError | "wrong_host" | "version_unsupported" | "empty" | "too_long" | "damaged";
      /** A sentence for people; never contains a part of the third field. */
      message: string;
      /** 1-based, counted in the text without white space: the wrong, extra or first swapped character, or where one is missing. */
      position?: number;
      /** The key that was meant, where one repair alone leads to a key: a single error put right, or the host it was made for. */
      repaired?: ParsedKey;
    };

type Repair = { reason: SingleError; position: number };

function* listRepairs(characters: string[]): Generator<Repair & { text: string }> {
  const join = (start: number, middle: string, rest: number) =>
    characters.slice(0, start).join("") + middle + characters.slice(rest).join("");
  for (let index = 0; index <= characters.length; index += 1) {
    const position = index + 1;
    const here = characters[index];
    const next = characters[index + 1];
    if (here !== undefined) {
      yield { reason: "extra_character", position, text: join(index, "", index + 1) };
      if (next !== undefined && next !== here) {
        yield { reason: "swapped_characters", position, text: join(index, next + here, index + 2) };
      }
    }
    const before = characters.slice(0, index).join("");
    const from = characters.slice(index).join("");
    const after = characters.slice(index + 1).join("");
    for (const character of ALPHABET) {
      yield { reason: "missing_character", position, text: before + character + from };
      if (here !== undefined && here !== character) {
        yield { reason: "wrong_character", position, text: before + character + after };
      }
    }
  }
}

/** The parser without its explanations, since it runs on tens of thousands of candidates. The last host is remembered: most share it. */
function makeAcceptor(): (text: string) => boolean {
  let hostText = "";
  let host = normalizeHost(hostText);
  return (text) => {
    if (text.at(-DATA_TEXT_LENGTH - 1) !== "|" || !text.endsWith("==") || !text.startsWith(`${KEY_VERSION}|`))
      return false;
    const candidate = text.slice(2, -DATA_TEXT_LENGTH - 1);
    if (candidate !== hostText) {
      hostText = candidate;
      host = normalizeHost(candidate);
    }
    if (!host.ok) return false;
    const bytes = decodeCanonicalBase64(text.slice(-DATA_TEXT_LENGTH));
    return bytes !== null && hasRightCheck(host.host, bytes);
  };
}

/** The one single-character repair that makes the check fit; null when there is none, or when two differ in their result. */
function findRepair(stripped: string): (Repair & { repaired: ParsedKey }) | null {
  const accepts = makeAcceptor();
  let found: (Repair & { repaired: ParsedKey }) | null = null;
  for (const { text, reason, position } of listRepairs(Array.from(stripped))) {
    if (!accepts(text)) continue;
    const result = parseProvisioningKey(text);
    if (!result.ok) continue;
    if (found && found.repaired.canonical !== result.key.canonical) return null;
    // In a run of equal characters several places give the same key: the first stands for an extra one, the end of the
    // run for a missing one, so that a cut end reads as a cut end.
    if (!found || reason === "missing_character") found = { reason, position, repaired: result.key };
  }
  return found;
}

function describePlace(stripped: string, position: number): string {
  const characters = Array.from(stripped);
  const bars = characters.slice(0, position - 1).filter((character) => character === "|").length;
  if (bars !== 2 || characters.filter((character) => character === "|").length !== 2) return `character ${position}`;
  return `character ${position} (character ${position - 1 - characters.lastIndexOf("|")} of the third part)`;
}

function describeRepair({ reason, position }: Repair, stripped: string): string {
  const place = describePlace(stripped, position);
  switch (reason) {
    case "wrong_character":
      return `The key is damaged: ${place} is wrong.`;
    case "extra_character":
      return `The key is damaged: ${place} is one too many.`;
    case "missing_character":
      return position > Array.from(stripped).length
        ? "The key is damaged: its last character is missing."
        : `The key is damaged: a character is missing before ${place}.`;
    case "swapped_characters":
      return `The key is damaged: ${place} and the next one are swapped.`;
  }
}

function findForRightHost(stripped: string, knownHosts: readonly string[]): ParsedKey | null {
  const [version, , data] = stripped.split("|");
  for (const host of knownHosts) {
    const result = parseProvisioningKey(`${version}|${host}|${data}`);
    if (result.ok) return result.key;
  }
  return null;
}

const FINAL: ReadonlySet<ParseFailureReason> = new Set(["empty", "too_long"]);

/**
 * Reads a key like the parser and, when it is damaged, says where: exactly one wrong, missing, extra or swapped (with its
 * neighbour) character is located by trying every such repair against the check; anything else is "damaged". `knownHosts`
 * are hosts the key may have been made for: an intact third field under another host is then "wrong_host".
 * Bounded to texts of 400 characters and tens of thousands of hashes (well under a second), for browsers and command lines; a public
 * server calls `parseProvisioningKey` only. Never throws.
 */
export function diagnoseProvisioningKey(text: string, options: { knownHosts?: readonly string[] } = {}): Diagnosis {
  const result = parseProvisioningKey(text, { maxLength: MAX_KEY_TEXT_LENGTH });
  if (result.ok) return result;
  const { reason, message } = result;
  if (FINAL.has(reason)) return { ok: false, reason: reason === "empty" ? "empty" : "too_long", message };
  const stripped = stripWhiteSpace(text);
  if (stripped.length <= MAX_SEARCH_LENGTH) {
    const repair = findRepair(stripped);
    if (repair) return { ok: false, ...repair, message: describeRepair(repair, stripped) };
    const repaired = findForRightHost(stripped, options.knownHosts ?? []);
    if (repaired) {
      const message = `The host in the key was changed: it was made for ${repaired.host}.`;
      return { ok: false, reason: "wrong_host", message, repaired };
    }
  }
  if (reason === "version_unsupported" && /^[0-9]{1,3}\|/.test(stripped)) {
    return { ok: false, reason: "version_unsupported", message };
  }
  const { position } = result;
  return {
    ok: false,
    reason: "damaged",
    message: `The key is damaged. ${message}`,
    ...(position !== undefined && { position }),
  };
}
