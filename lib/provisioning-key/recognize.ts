import { decodeCanonicalBase64 } from "./base64";
import { DATA_TEXT_LENGTH, KEY_VERSION } from "./layout";
import { MAX_KEY_TEXT_LENGTH, parseProvisioningKey, stripWhiteSpace } from "./parse";

/** What a key was found in. `name` is the variable or property that holds it. */
export type Wrapping =
  | { kind: "setting"; name: string }
  | { kind: "quotes" }
  | { kind: "base64"; name: string | null }
  /** The third field stood alone: version and host are put in front. */
  | { kind: "data_alone"; host: string };

export type Recognized = {
  /** The key as it is to be read; text that is not recognized stays as it is. */
  text: string;
  wrapping: Wrapping | null;
};

/** `NAME=value`, `export NAME="value"`, `name: value`, on a line of its own. */
const SETTING =
  /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+)?["']?([A-Za-z_][A-Za-z0-9_.-]{0,63})["']?[ \t]*[=:][ \t]*(?=["']?[A-Za-z0-9+/])/m;
const SETTINGS = new RegExp(SETTING, "gm");
const KEY_START = /^[0-9]{1,3}\|/;
const BASE64_TEXT = /^[A-Za-z0-9+/]{100,}={0,2}$/;
const QUOTES = /^(["'`])([^"'`]*)\1?[,;]?$/;
/** How many characters a damaged third field may have more or less. */
const SLACK = 1;

/**
 * Finds the key in what people paste in its place: a line of an env or YAML file, a quoted string, a value of a Kubernetes
 * Secret, the third field alone. In: text, and hosts a third field alone may belong to, the likeliest first. Never throws.
 */
export function recognizeProvisioningKey(text: string, knownHosts: readonly string[]): Recognized {
  const plain: Recognized = { text, wrapping: null };
  if (text.length > MAX_KEY_TEXT_LENGTH || parseProvisioningKey(text).ok) return plain;
  // A third field ends in "=" and could pass for a name: what is set has to look like a key by itself.
  for (const setting of text.matchAll(SETTINGS)) {
    const name = setting[1] ?? "";
    const inner = unquote(valueAfter(text, setting.index + setting[0].length));
    if (KEY_START.test(inner)) return { text: inner, wrapping: { kind: "setting", name } };
    const decoded = decodeKey(inner);
    if (decoded !== null) return { text: decoded, wrapping: { kind: "base64", name } };
  }
  const inner = unquote(text.trim());
  if (inner !== text.trim() && KEY_START.test(inner)) return { text: inner, wrapping: { kind: "quotes" } };
  const decoded = decodeKey(inner);
  if (decoded !== null) return { text: decoded, wrapping: { kind: "base64", name: null } };
  return recognizeData(stripWhiteSpace(inner), knownHosts) ?? plain;
}

/** The value that begins at `start`: up to its closing quote or the end of the line; a wrapped one with its further lines. */
function valueAfter(text: string, start: number): string {
  const rest = text.slice(start).trimEnd();
  const quote = /^["']/.exec(rest)?.[0];
  if (quote) {
    const end = rest.indexOf(quote, 1);
    return end < 0 ? rest : rest.slice(0, end + 1);
  }
  const lines = rest.split(/\r?\n/);
  const next = lines.findIndex((line, index) => index > 0 && (line.trim() === "" || SETTING.test(line)));
  return lines
    .slice(0, next < 0 ? undefined : next)
    .join("\n")
    .replace(/[ \t]+#[^|]*$/, "");
}

function unquote(text: string): string {
  return QUOTES.exec(text)?.[2]?.trim() ?? text;
}

/** The key inside base64; null when it holds none. */
function decodeKey(text: string): string | null {
  const stripped = stripWhiteSpace(text);
  if (!BASE64_TEXT.test(stripped)) return null;
  const bytes = decodeCanonicalBase64(stripped);
  if (bytes === null || bytes.some((byte) => byte > 0x7e)) return null;
  const decoded = String.fromCharCode(...bytes).trim();
  return KEY_START.test(decoded) ? decoded : null;
}

function recognizeData(data: string, knownHosts: readonly string[]): Recognized | null {
  const missing = Math.abs(data.length - DATA_TEXT_LENGTH);
  const [likeliest] = knownHosts;
  if (missing > SLACK || /[^A-Za-z0-9+/=]/.test(data) || likeliest === undefined) return null;
  const whole = (host: string) => `${KEY_VERSION}|${host}|${data}`;
  const host = knownHosts.find((candidate) => parseProvisioningKey(whole(candidate)).ok) ?? likeliest;
  return { text: whole(host), wrapping: { kind: "data_alone", host } };
}
