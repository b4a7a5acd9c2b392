/** What the rules look at in a key press. */
export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "keyCode" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing"
>;

type Chord = { mod: boolean; shift: boolean; key: string };

function parseChord(keys: string): Chord {
  const parts = keys.split("+");
  const key = parts.pop() || "+";
  return { mod: parts.includes("mod"), shift: parts.includes("shift"), key: key === "Space" ? " " : key };
}

const isLetter = (key: string) => /^[a-z]$/iu.test(key);

/**
 * The key as it is meant: letters by what they type, so that layouts work. A layout without Latin letters types none of
 * ours; there the place of the key counts.
 */
function meantKey({ key, code }: KeyPress): string {
  if (isLetter(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/u.exec(code)?.[1];
  return place && /^\p{L}$/u.test(key) && !/\p{Script=Latin}/u.test(key) ? place.toLowerCase() : key;
}

/**
 * In: a key press, a chord ("mod+k", "?", "shift+e", "ArrowDown", "Space"; mod is ⌘ on Apple's systems, else Ctrl), and
 * whether this is one of those systems. Out: whether the press is that chord. Alt and the other modifier never belong to
 * one, nor does a press that an input method takes. Shift counts for letters and named keys only: other characters need
 * it on some layouts and not on others.
 */
export function matchesChord(press: KeyPress, keys: string, apple: boolean): boolean {
  // 229: what an input method took, also in browsers that end the composition before the press.
  if (press.isComposing || press.keyCode === 229) return false;
  const chord = parseChord(keys);
  const [mod, other] = apple ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (press.altKey || other || mod !== chord.mod) return false;
  const shiftCounts = isLetter(chord.key) || chord.key.length > 1 || chord.key === " ";
  if (shiftCounts && press.shiftKey !== chord.shift) return false;
  return meantKey(press) === (isLetter(chord.key) ? chord.key.toLowerCase() : chord.key);
}

/** Whether a chord is one character alone, with or without Shift: what WCAG 2.1.4 lets people turn off. */
export function isSingleCharacter(keys: string): boolean {
  const { mod, key } = parseChord(keys);
  return !mod && key.length === 1 && key !== " ";
}

/** Whether a chord holds Ctrl or ⌘. */
export function hasModifier(keys: string): boolean {
  return parseChord(keys).mod;
}

/** Whether a focused button or link takes this chord for itself. */
export function isActivation(keys: string): boolean {
  const { mod, key } = parseChord(keys);
  return !mod && (key === " " || key === "Enter");
}

const CAPS: Record<string, string> = {
  " ": "Space",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  Delete: "Del",
};

/** In: a chord. Out: what stands on its keys, in order: ["Ctrl", "K"], or ["⌘", "K"] on Apple's systems. */
export function keyCaps(keys: string, apple: boolean): string[] {
  const { mod, shift, key } = parseChord(keys);
  const cap = CAPS[key] ?? (isLetter(key) ? key.toUpperCase() : key);
  return [...(mod ? [apple ? "⌘" : "Ctrl"] : []), ...(shift ? [apple ? "⇧" : "Shift"] : []), cap];
}

/** In: a browser's user agent. Out: whether its keyboard has ⌘. */
export function isApple(userAgent: string | null): boolean {
  return /Mac|iPhone|iPad/u.test(userAgent ?? "");
}
