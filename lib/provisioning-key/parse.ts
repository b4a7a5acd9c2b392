import { BASE64_ALPHABET, decodeCanonicalBase64 } from "./base64";
import { normalizeHost } from "./host";
import { DATA_LENGTH, DATA_TEXT_LENGTH, hasRightCheck, KEY_VERSION } from "./layout";
import { ParsedKey } from "./parsed-key";

/** Raw characters that a parser reads at most: the longest key has 378, the rest leaves room for wrapping. */
export const MAX_KEY_TEXT_LENGTH = 4096;

export type ParseFailureReason =
  | "empty"
  | "too_long"
  | "field_count"
  | "version_unsupported"
  | "host_invalid"
  | "data_length"
  | "data_invalid"
  | "check_failed";

export type ParseFailure = {
  ok: false;
  reason: ParseFailureReason;
  /** A sentence for people; never contains a part of the third field. */
  message: string;
  /** 1-based, counted in the text without white space, when one character is plainly wrong. */
  position?: number;
};

export type ParseResult = { ok: true; key: ParsedKey } | ParseFailure;

/** Drops all white space: mail clients and terminals wrap keys. */
export function stripWhiteSpace(text: string): string {
  return text.replace(/\s+/gu, "");
}

function fail(reason: ParseFailureReason, message: string, position?: number): ParseFailure {
  return position === undefined ? { ok: false, reason, message } : { ok: false, reason, message, position };
}

function decodeData(data: string, offset: number): Uint8Array<ArrayBuffer> | ParseFailure {
  const characters = Array.from(data);
  const wrong = characters.findIndex(
    (character, index) => !BASE64_ALPHABET.includes(character) && !(character === "=" && index >= DATA_TEXT_LENGTH - 2),
  );
  if (wrong >= 0) return fail("data_invalid", "The third part has a character that no key has.", offset + wrong + 1);
  if (characters.length !== DATA_TEXT_LENGTH) {
    const count = `The third part has ${characters.length} characters instead of ${DATA_TEXT_LENGTH}`;
    return fail("data_length", characters.length < DATA_TEXT_LENGTH ? `${count}: a piece is missing.` : `${count}.`);
  }
  const bytes = decodeCanonicalBase64(data);
  if (bytes?.length !== DATA_LENGTH) return fail("data_invalid", "The end of the third part is damaged.");
  return bytes;
}

/**
 * Reads a provisioning key: drops white space, wants exactly three fields, a valid host (any case), canonical base64 of
 * 85 bytes and the right check. Cheap and bounded, fit for a public server; it does not search for the cause of
 * damage: `diagnoseProvisioningKey` does. `maxLength` caps the raw text in characters. Never throws.
 */
export function parseProvisioningKey(text: string, options: { maxLength?: number } = {}): ParseResult {
  if (text.length > (options.maxLength ?? MAX_KEY_TEXT_LENGTH)) {
    return fail("too_long", "This is too long to be a provisioning key.");
  }
  const stripped = stripWhiteSpace(text);
  if (stripped === "") return fail("empty", "There is no provisioning key.");
  const fields = stripped.split("|");
  const [version = "", hostText = "", data = ""] = fields;
  if (fields.length !== 3) {
    return fail("field_count", `A key has three parts separated by "|"; this text has ${fields.length}.`);
  }
  if (version !== String(KEY_VERSION)) {
    const known = /^[0-9]{1,3}$/.test(version);
    return fail("version_unsupported", known ? `Key version ${version} is not supported.` : "The version is damaged.");
  }
  const host = normalizeHost(hostText);
  if (!host.ok) return fail("host_invalid", host.message);
  const bytes = decodeData(data, version.length + hostText.length + 2);
  if (!(bytes instanceof Uint8Array)) return bytes;
  if (bytes[0] !== KEY_VERSION) return fail("data_invalid", "The start of the third part is damaged.");
  if (!hasRightCheck(host.host, bytes)) {
    return fail("check_failed", "The host and the third part do not belong together, or one of them is damaged.");
  }
  return { ok: true, key: new ParsedKey(`${KEY_VERSION}|${host.host}|${data}`, host.host, bytes) };
}
