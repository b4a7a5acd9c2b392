import "server-only";
import { Refusal } from "@/lib/enrollment/codes";
import type { FoundKey } from "@/lib/enrollment/find-key";
import { isAllowedAddress } from "@/lib/net/contains";

export type Presented = { host: string; secretId: string; ip: string; fingerprint: string | undefined };

/**
 * What to do with a request whose secret is known:
 * - `replay`: the same public key enrolled with this key before and still stands; answer with its certificate again;
 * - `wait`: the same, and it still waits for approval;
 * - `consume`: take a use; `pending` when the address is outside the group's allow list.
 */
export type Verdict = { kind: "replay" } | { kind: "wait" } | { kind: "consume"; pending: boolean };

/**
 * The rules of enrollment, in the order in which they answer. Pure: whether a use is left is judged here for a clear
 * answer, and decided by the statement in consume.ts.
 * In: the key as found (undefined when unknown) and what was presented. Throws Refusal.
 */
export function judge(found: FoundKey | undefined, presented: Presented): Verdict {
  // Id and host are public parts around the secret: a string that differs there was not made here.
  if (!found || found.secretId !== presented.secretId || found.secretHost !== presented.host) {
    throw new Refusal(
      "key_unknown",
      "No key that stands matches. Check that the whole key was copied, or make a new one.",
    );
  }
  refuseKeyThatDoesNotStand(found);
  if (!isAllowedAddress(found.keyAllowList, presented.ip)) {
    throw new Refusal(
      "ip_not_allowed",
      `The key may not be used from ${presented.ip}. Add the address to its allow list.`,
    );
  }
  if (found.connectorId !== null) return judgeRepeated(found, presented);
  if (found.publicKeyConnectorId !== null) {
    throw new Refusal(
      "public_key_in_use",
      "Another connector was enrolled with this public key. Make a new private key.",
    );
  }
  if (found.maximum !== null && found.used >= found.maximum) {
    throw new Refusal("key_exhausted", `All ${found.maximum} uses are spent. Raise the maximum in the portal.`);
  }
  return { kind: "consume", pending: !isAllowedAddress(found.groupAllowList, presented.ip) };
}

function refuseKeyThatDoesNotStand(found: FoundKey): void {
  if (found.secretReplaced) throw new Refusal("key_rotated", "The key was rotated. Use the new key of the same name.");
  if (!found.keyEnabled)
    throw new Refusal("key_disabled", "An administrator disabled the key. Enable it in the portal.");
  if (!found.groupEnabled) {
    throw new Refusal("group_disabled", `The group "${found.groupName}" is disabled. Enable it in the portal.`);
  }
  if (found.keyExpired) throw new Refusal("key_expired", "The key has expired. Change its expiry in the portal.");
}

function judgeRepeated(found: FoundKey, presented: Presented): Verdict {
  if (found.connectorGone || found.connectorState === "REFUSED") {
    throw new Refusal(
      "connector_revoked",
      "The connector with this public key was revoked or deleted. Make a new private key.",
    );
  }
  if (!found.connectorEnabled) throw new Refusal("connector_disabled", "An administrator disabled this connector.");
  if (found.connectorFingerprint !== null && found.connectorFingerprint !== (presented.fingerprint ?? null)) {
    throw new Refusal("public_key_in_use", "This public key was enrolled from other hardware. Make a new private key.");
  }
  if (found.connectorState === "PENDING") return { kind: "wait" };
  if (found.certificateOver) {
    throw new Refusal(
      "certificate_invalid",
      "The certificate for this public key is over. Make a new private key and enroll again.",
    );
  }
  return { kind: "replay" };
}
