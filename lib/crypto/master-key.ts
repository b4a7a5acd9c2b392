import "server-only";
import { type KeyRing, readKeyRing } from "@/lib/crypto/key-ring";
import { env } from "@/lib/env";

let ring: KeyRing | undefined;

/** The key ring of this process, read once from MASTER_KEY_FILE. Throws KeyRingError. */
export function masterKeys(): KeyRing {
  ring ??= readKeyRing(env.MASTER_KEY_FILE);
  return ring;
}
