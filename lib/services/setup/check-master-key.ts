import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { KeyRing } from "@/lib/crypto/key-ring";

/** A row of master_key_checks. */
export type MasterKeyCheckRow = { keyId: string; check: Uint8Array };

/**
 * Tells whether a key ring is the one that sealed a database's secrets.
 * In: the ring; the rows of master_key_checks, one for each master key in use. Out: "unused" when nothing was sealed yet, "right" when the
 * ring seals with a known key and every key it shares with the database is the same, else "wrong".
 */
export function checkMasterKey(ring: KeyRing, rows: MasterKeyCheckRow[]): "unused" | "right" | "wrong" {
  if (rows.length === 0) return "unused";
  const known = rows.filter(({ keyId }) => ring.ids.includes(keyId));
  const agrees = known.every(({ keyId, check }) => {
    const expected = ring.check(keyId);
    return expected.length === check.length && timingSafeEqual(expected, check);
  });
  return agrees && known.some(({ keyId }) => keyId === ring.currentId) ? "right" : "wrong";
}
