/**
 * For secret scanners: a whole key. `A[Q-Za-f]` is version byte 1, `[AQgw]==` the end of canonical base64 of 85 bytes.
 * Published in docs/provisioning-key-format.md.
 */
export const KEY_PATTERN = "1\\|[A-Za-z0-9.:\\[\\]-]{1,259}\\|A[Q-Za-f][A-Za-z0-9+/]{111}[AQgw]==";

/** The third field alone: it is enough to enroll, so it is a secret too. */
export const KEY_DATA_PATTERN = "A[Q-Za-f][A-Za-z0-9+/]{111}[AQgw]==";

const REDACTION = new RegExp(`${KEY_PATTERN}|(?<![A-Za-z0-9+/])${KEY_DATA_PATTERN}`, "g");

/** Replaces every provisioning key, and every third field that stands alone, by `[provisioning key]`. */
export function redactProvisioningKeys(text: string): string {
  return text.replace(REDACTION, "[provisioning key]");
}

/**
 * Whether a text may be a provisioning key, its third field or the start of either, also when damaged. Meant to refuse keys where they
 * must not be, such as on a command line, without mistaking a long path for one.
 */
export function looksLikeProvisioningKey(text: string): boolean {
  return /^\s*[0-9]\s*\|/.test(text) || /(?<![A-Za-z0-9+/])A[Q-Za-f][A-Za-z0-9+/\s]{40,}/.test(text);
}
