import { redactProvisioningKeys } from "@/lib/provisioning-key/pattern";

/** Where a connector reports; the two levels are those of its console lines, `notice:` and `error:`. */
export type ConnectorConsole = {
  notice(text: string): void;
  error(text: string): void;
};

/** Longest line: texts of a server are cut, not trusted. */
const MAX_LINE_LENGTH = 1000;

/**
 * Makes text safe for a terminal and a log: one line, no control or direction characters, no provisioning key.
 * Needed because parts of lines come from files and servers.
 */
export function cleanText(text: string): string {
  const line = redactProvisioningKeys(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
}

/** A console that hands each finished line, without its line end, to `write`. */
export function createConsole(write: (line: string) => void): ConnectorConsole {
  return {
    notice: (text) => write(`notice:${cleanText(text)}`),
    error: (text) => write(`error:${cleanText(text)}`),
  };
}
