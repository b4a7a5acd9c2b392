import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";

/** Bytes that a key file may have: far more than any key, also when wrapped. */
const MAX_BYTES = 64 * 1024;

/** The key file cannot be read; the message names the file and the reason, never its content. */
export class KeyFileError extends Error {}

/** Reads the text of a key file, or of `input` when the path is `-`. Throws KeyFileError. */
export async function readKeyFile(path: string, input: Readable): Promise<string> {
  const source = path === "-" ? input : createReadStream(path);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > MAX_BYTES) break;
      chunks.push(bytes);
    }
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new KeyFileError(`The key file ${path} cannot be read (${reason}).`);
  }
  if (length > MAX_BYTES) throw new KeyFileError(`The key file ${path} is too long to hold a provisioning key.`);
  return Buffer.concat(chunks).toString("utf8");
}
