import type { EnrollResult } from "../enroll";
import type { FleetKey } from "./schema";

/** The keys of a fleet, by what became of the last enrollment with each. */
export type Roster = {
  /** Enroll, as far as is known. */
  live: Set<FleetKey>;
  /** Were refused, but an administrator can open them again. */
  refused: Set<FleetKey>;
};

/** Refusals that an edit in the portal takes back. */
const REOPENED_BY_EDIT = new Set(
  "key_exhausted key_expired key_disabled group_disabled ip_not_allowed signing_certificate_unusable".split(" "),
);
/** Refusals that stand for good: the key was deleted or replaced. */
const FINAL = new Set(["key_unknown", "key_rotated", "key_malformed"]);

/** In: keys. Out: a roster in which all of them count as live. */
export function createRoster(keys: FleetKey[]): Roster {
  return { live: new Set(keys), refused: new Set() };
}

/**
 * Moves a key by the result of an enrollment. What says nothing about the key, such as a gateway out of reach, moves nothing.
 * In: roster (changed), key, result. Out: whether a use was taken.
 */
export function noteResult(roster: Roster, key: FleetKey, result: EnrollResult): boolean {
  if (result.status === "enrolled" || result.status === "pending") {
    roster.refused.delete(key);
    roster.live.add(key);
    return true;
  }
  if (result.status === "refused" && (REOPENED_BY_EDIT.has(result.code) || FINAL.has(result.code))) {
    roster.live.delete(key);
    roster.refused.delete(key);
    if (REOPENED_BY_EDIT.has(result.code)) roster.refused.add(key);
  }
  return false;
}
