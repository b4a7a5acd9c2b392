import { hasModifier, isActivation, isSingleCharacter, type KeyPress, matchesChord } from "./keys";
import type { Place } from "./place";

export type ShortcutGroup = "Anywhere" | "Table";
export type ShortcutScope = "anywhere" | "table";

export type Shortcut = {
  /** Chords that do the same. */
  keys: readonly string[];
  label: string;
  group: ShortcutGroup;
  scope: ShortcutScope;
  run: (event: KeyboardEvent) => void;
};

let registered: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function replace(next: readonly Shortcut[]) {
  registered = next;
  for (const listener of listeners) listener();
}

/** In: a shortcut. Out: what takes it away again. */
export function registerShortcut(shortcut: Shortcut): () => void {
  replace([...registered, shortcut]);
  return () => replace(registered.filter((other) => other !== shortcut));
}

/** The shortcuts that work at this moment, the oldest first; the same array until one comes or goes. */
export function registeredShortcuts(): readonly Shortcut[] {
  return registered;
}

/** Calls `listener` when a shortcut comes or goes. Out: what ends that. */
export function subscribeToShortcuts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** In: a chord, its scope, where it was pressed and whether single characters count. Out: whether it may do its work. */
export function mayFire(keys: string, scope: ShortcutScope, place: Place, singleKeys: boolean): boolean {
  // A dialog may hold a key that is shown once: nothing of the page below it works meanwhile.
  if (place.overlay === "modal") return false;
  if (scope === "table" && !place.inTable) return false;
  if (place.typing || place.overlay === "popup") return scope === "anywhere" && hasModifier(keys);
  if (place.control && isActivation(keys)) return false;
  return singleKeys || !isSingleCharacter(keys);
}

/**
 * In: the shortcuts, the oldest first, a key press, and a function that says where it happened, asked only when a chord
 * fits. Out: the one to run: those of the table go first, then the one that came last.
 */
export function findShortcut(
  shortcuts: readonly Shortcut[],
  press: KeyPress,
  readPlace: () => Place,
  { apple, singleKeys }: { apple: boolean; singleKeys: boolean },
): Shortcut | undefined {
  const fitting = shortcuts.flatMap((shortcut) =>
    shortcut.keys.filter((keys) => matchesChord(press, keys, apple)).map((keys) => ({ shortcut, keys })),
  );
  if (fitting.length === 0) return undefined;
  const place = readPlace();
  const able = fitting
    .filter(({ shortcut, keys }) => mayFire(keys, shortcut.scope, place, singleKeys))
    .map(({ shortcut }) => shortcut);
  return able.findLast(({ scope }) => scope === "table") ?? able.at(-1);
}
