import type { Readable } from "node:stream";

/** Exit codes of the command line. */
export const EXIT = { done: 0, usage: 2, refused: 3, unreachable: 4 } as const;

/** What the command line reads and writes; `out` and `err` take whole lines. */
export type CliStreams = {
  input: Readable;
  out: (line: string) => void;
  err: (line: string) => void;
  /** For a command that runs on. Out: what is aborted when the program is asked to stop (SIGTERM, SIGINT). */
  listenForStop: () => AbortSignal;
};

/** The options of a command as they were parsed. */
export type CliValues = Record<string, string | boolean | undefined>;

/** The command was not used as `--help` says. */
export class UsageError extends Error {}

/** The text of an option, undefined when it was not given. */
export function readOption(values: CliValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** The text of an option. Throws UsageError when it was not given. */
export function requireOption(values: CliValues, name: "key-file" | "state-dir"): string {
  const value = readOption(values, name);
  if (value === undefined || value === "") throw new UsageError(`--${name} is missing.`);
  return value;
}

/** A host name to report, 1 to 253 characters. Throws UsageError. */
export function checkHostname(hostname: string): string {
  if (/^[\p{L}\p{N}._-]{1,253}$/u.test(hostname)) return hostname;
  throw new UsageError(
    "The host name must have 1 to 253 letters, digits, dots, hyphens or underscores: use --hostname.",
  );
}
