import "server-only";
import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

/** 8 random bytes name a master key inside sealed values. */
const KEY_ID_BYTES = 8;
const MASTER_KEY_BYTES = 32;

const fileSchema = z.strictObject({
  version: z.literal(1),
  current: z.hex().length(KEY_ID_BYTES * 2),
  keys: z.record(z.hex().length(KEY_ID_BYTES * 2), z.base64().length(44)),
});

/** The file is missing, unreadable or not a key ring; the message says what to do. */
export class KeyRingError extends Error {
  override name = "KeyRingError";
}

/** Master keys by id. `current` seals, the others only open what an earlier one sealed. */
export type KeyRing = {
  currentId: string;
  derive: (keyId: string, purpose: string) => Buffer;
  check: (keyId: string) => Buffer;
  ids: string[];
};

/** In: path of a master key file that does not exist. Writes a new ring with one key, mode 0600; never overwrites. */
export function createKeyRingFile(path: string): void {
  const id = randomBytes(KEY_ID_BYTES).toString("hex");
  const ring = { version: 1, current: id, keys: { [id]: randomBytes(MASTER_KEY_BYTES).toString("base64") } };
  writeFileSync(path, `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600, flag: "wx" });
}

/** In: path of a master key file. Out: the ring. Throws KeyRingError. */
export function readKeyRing(path: string): KeyRing {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new KeyRingError(`The master key file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const parsed = fileSchema.safeParse(safeJson(text));
  if (!parsed.success || !(parsed.data.current in parsed.data.keys)) {
    throw new KeyRingError(`The master key file ${path} is damaged. Put back the copy you stored when it was made.`);
  }
  const { current, keys } = parsed.data;
  const master = (keyId: string): Buffer => {
    const key = keys[keyId];
    if (key === undefined) throw new KeyRingError(`The master key ${keyId} is not in ${path}.`);
    return Buffer.from(key, "base64");
  };
  return {
    currentId: current,
    ids: Object.keys(keys),
    derive: (keyId, purpose) => Buffer.from(hkdfSync("sha256", master(keyId), "", `latchkey/${purpose}/v1`, 32)),
    check: (keyId) => createHmac("sha256", master(keyId)).update("latchkey/master-key-check/v1").digest(),
  };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
