import { hasModifier, isSingleCharacter, keyCaps } from "./keys";
import type { Shortcut, ShortcutGroup } from "./registry";

export type ListedShortcut = {
  label: string;
  /** What stands on the keys of each chord that does it, and whether that one can be turned off. */
  chords: { caps: string[]; single: boolean }[];
};

const GROUPS = ["Anywhere", "Table"] as const satisfies readonly ShortcutGroup[];

/**
 * In: the shortcuts that work now, and whether the keyboard has ⌘. Out: what the list of them shows, by group, without
 * empty groups; the same thing declared twice is one line. Of those that work anywhere, Ctrl and ⌘ come first and the
 * rest by their key; those of the table stand as they were declared.
 */
export function groupShortcuts(
  shortcuts: readonly Shortcut[],
  apple: boolean,
): { group: ShortcutGroup; lines: ListedShortcut[] }[] {
  const rank = ({ keys }: Shortcut) => `${keys.some(hasModifier) ? 0 : 1}${keys[0]}`;
  return GROUPS.flatMap((group) => {
    const own = shortcuts.filter((shortcut) => shortcut.group === group);
    if (group === "Anywhere") own.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
    const lines = new Map<string, ListedShortcut>();
    for (const { label, keys } of own) {
      const chords = keys.map((chord) => ({ caps: keyCaps(chord, apple), single: isSingleCharacter(chord) }));
      lines.set(`${label}\n${keys.join(" ")}`, { label, chords });
    }
    return lines.size > 0 ? [{ group, lines: [...lines.values()] }] : [];
  });
}
