import { bytesToHex } from "@noble/hashes/utils.js";
import type { BannerTone } from "@/components/ui/banner";
import { type Diagnosis, diagnoseProvisioningKey } from "@/lib/provisioning-key/diagnose";
import type { ParsedKey } from "@/lib/provisioning-key/parsed-key";
import { recognizeProvisioningKey, type Wrapping } from "@/lib/provisioning-key/recognize";
import { type Damage, drawKey, type KeyPicture } from "./key-picture";

/** What ties a key to this portal; nothing of it is secret. */
type Identity = { host: string; otherHosts: readonly string[]; rootPin: string };

export type Inspection = {
  tone: BannerTone;
  title: string;
  text: string;
  /** What the key was found in, where it was not pasted by itself. */
  found: string | null;
  picture: KeyPicture | null;
  /** The key, or the one that was meant; null where nothing can be said. Only one of this portal. */
  key: ParsedKey | null;
  /** `key` is not what was pasted, but what was meant. */
  isRepaired: boolean;
};

const COPY_AGAIN = "Copy the whole key again from where it came from.";

/** In: text as pasted. Out: what this browser can say of it without a server; null for no text. No sentence holds a secret part. */
export function inspectKey(pasted: string, { host, otherHosts, rootPin }: Identity): Inspection | null {
  const knownHosts = [host, ...otherHosts];
  const { text, wrapping } = recognizeProvisioningKey(pasted, knownHosts);
  const diagnosis = diagnoseProvisioningKey(text, { knownHosts });
  if (!diagnosis.ok && diagnosis.reason === "empty") return null;
  const base = {
    found: wrapping ? describeWrapping(wrapping) : null,
    picture: drawKey(text, knownHosts, damageOf(diagnosis)),
    isRepaired: !diagnosis.ok,
  };
  if (!diagnosis.ok) {
    const { message, repaired } = diagnosis;
    const isOurs = repaired !== undefined && bytesToHex(repaired.pin) === rootPin;
    return { ...base, tone: "bad", title: message, text: COPY_AGAIN, key: isOurs ? repaired : null };
  }
  const { key } = diagnosis;
  if (bytesToHex(key.pin) !== rootPin) {
    return {
      ...base,
      tone: "bad",
      title: "The key is complete, but it belongs to another Latchkey.",
      text: `It was made for ${key.host} under another Root certificate. Use it with the gateway it was made for.`,
      key: null,
    };
  }
  if (wrapping?.kind === "data_alone") {
    return {
      ...base,
      tone: "warn",
      title: "Version and host of the key are missing.",
      text: `With 1|${key.host}| in front it is complete. ${COPY_AGAIN}`,
      key,
      isRepaired: true,
    };
  }
  if (key.host === host) {
    const title = "The key is complete and made for this host.";
    return { ...base, tone: "ok", title, text: `Host ${key.host}.`, key };
  }
  const isEarlier = otherHosts.includes(key.host);
  return {
    ...base,
    tone: "warn",
    title: `The key is complete, but made for ${key.host}.`,
    text: `${isEarlier ? "Other keys of this portal carry that host too." : "No other key of this portal carries that host."} New keys carry ${host}. Connectors dial the host inside the key: it works as long as that leads to this gateway.`,
    key,
  };
}

function damageOf(diagnosis: Diagnosis): Damage | null {
  if (diagnosis.ok || diagnosis.position === undefined) return null;
  const { reason, position } = diagnosis;
  const kind = reason === "missing_character" ? "missing" : reason === "swapped_characters" ? "swapped" : "wrong";
  return { kind, position };
}

function describeWrapping(wrapping: Wrapping): string {
  switch (wrapping.kind) {
    case "setting":
      return `The value of ${wrapping.name} was read.`;
    case "quotes":
      return "The text between the quotes was read.";
    case "base64":
      return wrapping.name === null
        ? "The text is base64, as in a Kubernetes Secret: what it holds was read."
        : `The value of ${wrapping.name} is base64, as in a Kubernetes Secret: what it holds was read.`;
    case "data_alone":
      return `The text is the third part of a key alone. It was read with version 1 and host ${wrapping.host}.`;
  }
}
