import { bytesToHex } from "@noble/hashes/utils.js";
import { diagnoseProvisioningKey } from "@/lib/provisioning-key/diagnose";
import { cleanText } from "./console";
import { adviseOn } from "./refusals";

/**
 * Checks a key text offline. Out: whether it is intact, and the lines to show: public parts when it is, otherwise what is damaged and
 * where. No line holds a secret part.
 */
export function checkKey(text: string): { ok: boolean; lines: string[] } {
  const result = diagnoseProvisioningKey(text);
  if (!result.ok) {
    const lines = [`key_malformed (${result.reason}): ${result.message}`, adviseOn("key_malformed")];
    return { ok: false, lines: lines.map(cleanText) };
  }
  const { key } = result;
  return {
    ok: true,
    lines: [
      "The provisioning key is intact.",
      `Key:              ${String(key)}`,
      `Host:             ${key.host}`,
      `Key fingerprint:  ${key.fingerprint}`,
      `Secret id:        ${key.secretIdUuid}`,
      `Root pin:         sha256:${bytesToHex(key.pin)}`,
      "Whether the gateway still accepts it shows only when a connector enrolls.",
    ],
  };
}
