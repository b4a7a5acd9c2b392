import { bytesToHex } from "@noble/hashes/utils.js";
import type { BannerTone } from "@/components/ui/banner";
import { diagnoseProvisioningKey } from "@/lib/provisioning-key/diagnose";
import type { ParsedKey } from "@/lib/provisioning-key/parsed-key";

/** What ties a key to this portal; nothing of it is secret. */
type Identity = { host: string; otherHosts: readonly string[]; rootPin: string };

export type Inspection = {
  tone: BannerTone;
  title: string;
  text: string;
  /** The key, or the one that was meant; null where nothing can be said. Only one of this portal. */
  key: ParsedKey | null;
};

const COPY_AGAIN = "Copy the whole key again from where it came from.";

/** In: text as pasted. Out: what this browser can say of it without a server; null for no text. No sentence holds a secret part. */
export function inspectKey(text: string, { host, otherHosts, rootPin }: Identity): Inspection | null {
  const diagnosis = diagnoseProvisioningKey(text, { knownHosts: [host, ...otherHosts] });
  if (!diagnosis.ok) {
    if (diagnosis.reason === "empty") return null;
    const { message, repaired } = diagnosis;
    const isOurs = repaired !== undefined && bytesToHex(repaired.pin) === rootPin;
    return { tone: "bad", title: message, text: COPY_AGAIN, key: isOurs ? repaired : null };
  }
  const { key } = diagnosis;
  if (bytesToHex(key.pin) !== rootPin) {
    return {
      tone: "bad",
      title: "The key is complete, but it belongs to another Latchkey.",
      text: `It was made for ${key.host} under another Root certificate. Use it with the gateway it was made for.`,
      key: null,
    };
  }
  if (key.host === host) {
    return { tone: "ok", title: "The key is complete and made for this host.", text: `Host ${key.host}.`, key };
  }
  const isEarlier = otherHosts.includes(key.host);
  return {
    tone: "warn",
    title: `The key is complete, but made for ${key.host}.`,
    text: `${isEarlier ? "Other keys of this portal carry that host too." : "No other key of this portal carries that host."} New keys carry ${host}. Connectors dial the host inside the key: it works as long as that leads to this gateway.`,
    key,
  };
}
