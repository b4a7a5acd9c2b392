import { DATA_TEXT_LENGTH } from "@/lib/provisioning-key/layout";
import { stripWhiteSpace } from "@/lib/provisioning-key/parse";

/** One character of a picture: what may be shown, or null for one that stays hidden. */
export type Sign = { shown: string | null; isMarked: boolean };
export type PictureField = {
  name: "Version" | "Host" | "Third part";
  signs: Sign[];
  /** The sign before which one is missing; the number of signs for one at the end. */
  gapBefore: number | null;
};

/** A key drawn as its three fields, with nothing of the third. */
export type KeyPicture = readonly PictureField[];

export type Damage = {
  kind: "wrong" | "missing" | "swapped";
  /** 1-based, in the text without white space. */
  position: number;
};

const NAMES = ["Version", "Host", "Third part"] as const;
/** A third field this long has lost no more to the fields before it than its start, which is the public id. */
const NEARLY_WHOLE = DATA_TEXT_LENGTH - 6;

/**
 * In: a key as it was read, hosts that are known, and where it is damaged. Out: its picture; null for text without three
 * fields, since nobody can tell then which part of it is secret.
 */
export function drawKey(text: string, knownHosts: readonly string[], damage: Damage | null): KeyPicture | null {
  const fields = stripWhiteSpace(text)
    .split("|")
    .map((field) => Array.from(field));
  if (fields.length !== NAMES.length) return null;
  const [version = [], host = [], data = []] = fields;
  const isNearlyWhole = data.length >= NEARLY_WHOLE;
  const mayShow = [
    isNearlyWhole || version.length === 1,
    isNearlyWhole || knownHosts.includes(host.join("").toLowerCase()),
    false,
  ];
  let start = 0;
  return NAMES.map((name, index) => {
    const characters = fields[index] ?? [];
    const at = damage ? damage.position - 1 - start : -1;
    start += characters.length + 1;
    const isMissing = damage?.kind === "missing";
    const end = damage?.kind === "swapped" ? at + 1 : at;
    return {
      name,
      signs: characters.map((character, place) => ({
        shown: mayShow[index] ? character : null,
        isMarked: !isMissing && place >= at && place <= end,
      })),
      gapBefore: isMissing && at >= 0 && at <= characters.length ? at : null,
    };
  });
}
