import { describe, expect, it, vi } from "vitest";
import { isSingleCharacter, type KeyPress, keyCaps, matchesChord } from "./keys";
import { groupShortcuts } from "./listed";
import type { Place } from "./place";
import {
  findShortcut,
  mayFire,
  registeredShortcuts,
  registerShortcut,
  type Shortcut,
  type ShortcutScope,
  subscribeToShortcuts,
} from "./registry";

const press = (key: string, given: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  keyCode: 0,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...given,
});
const PAGE: Place = { typing: false, control: false, overlay: "none", inTable: false };
const shortcut = (keys: string | string[], scope: ShortcutScope = "anywhere", label = "Do it"): Shortcut => ({
  keys: [keys].flat(),
  label,
  group: scope === "table" ? "Table" : "Anywhere",
  scope,
  run: () => {},
});

describe("matchesChord", () => {
  it("takes Ctrl or ⌘ for mod, by the system, and never the other one", () => {
    const control = press("k", { ctrlKey: true });
    const command = press("k", { metaKey: true });
    expect(matchesChord(control, "mod+k", false)).toBe(true);
    expect(matchesChord(command, "mod+k", false)).toBe(false);
    expect(matchesChord(command, "mod+k", true)).toBe(true);
    expect(matchesChord(control, "mod+k", true)).toBe(false);
    expect(matchesChord(press("k", { ctrlKey: true, metaKey: true }), "mod+k", false)).toBe(false);
  });

  it("takes a letter alone, whatever Caps Lock says", () => {
    expect(matchesChord(press("n"), "n", false)).toBe(true);
    expect(matchesChord(press("N"), "n", false)).toBe(true);
    for (const modifier of ["ctrlKey", "altKey", "metaKey", "shiftKey"] as const)
      expect(matchesChord(press("n", { [modifier]: true }), "n", false)).toBe(false);
    expect(matchesChord(press("m"), "n", false)).toBe(false);
  });

  it("tells Shift with a letter or a named key from the same without", () => {
    const shifted = press("E", { shiftKey: true });
    expect(matchesChord(shifted, "shift+e", false)).toBe(true);
    expect(matchesChord(shifted, "e", false)).toBe(false);
    expect(matchesChord(press("e"), "shift+e", false)).toBe(false);
    expect(matchesChord(press(" ", { shiftKey: true }), "shift+Space", false)).toBe(true);
    expect(matchesChord(press(" ", { shiftKey: true }), "Space", false)).toBe(false);
    expect(matchesChord(press("ArrowDown", { shiftKey: true }), "ArrowDown", false)).toBe(false);
  });

  it("takes other signs by what is typed: layouts put them elsewhere", () => {
    expect(matchesChord(press("?", { shiftKey: true, code: "Slash" }), "?", false)).toBe(true);
    expect(matchesChord(press("/", { code: "Slash" }), "/", false)).toBe(true);
    expect(matchesChord(press("/", { shiftKey: true, code: "Digit7" }), "/", false)).toBe(true);
    expect(matchesChord(press("?", { shiftKey: true, code: "Slash" }), "/", false)).toBe(false);
  });

  it("goes by the letter on layouts that move it, and by its place on those that have none", () => {
    // Dvorak types n where others type l; a Greek and a Russian keyboard type no Latin letter at all.
    expect(matchesChord(press("n", { code: "KeyL" }), "n", false)).toBe(true);
    expect(matchesChord(press("n", { code: "KeyL" }), "l", false)).toBe(false);
    expect(matchesChord(press("ν", { code: "KeyN" }), "n", false)).toBe(true);
    expect(matchesChord(press("л", { code: "KeyK", ctrlKey: true }), "mod+k", false)).toBe(true);
    expect(matchesChord(press("ö", { code: "KeyO" }), "o", false)).toBe(false);
  });

  it("leaves alone what an input method takes", () => {
    expect(matchesChord(press("n", { isComposing: true }), "n", false)).toBe(false);
    expect(matchesChord(press("n", { keyCode: 229 }), "n", false)).toBe(false);
  });

  it("says what stands on the keys", () => {
    expect(keyCaps("mod+k", false)).toEqual(["Ctrl", "K"]);
    expect(keyCaps("mod+k", true)).toEqual(["⌘", "K"]);
    expect(keyCaps("shift+Space", false)).toEqual(["Shift", "Space"]);
    expect(keyCaps("ArrowDown", false)).toEqual(["↓"]);
    expect(keyCaps("?", false)).toEqual(["?"]);
  });
});

describe("mayFire", () => {
  const fires = (keys: string, place: Partial<Place> = {}, scope: ShortcutScope = "anywhere", singleKeys = true) =>
    mayFire(keys, scope, { ...PAGE, ...place }, singleKeys);

  it("keeps keys alone out of fields and menus, but not Ctrl K", () => {
    for (const place of [{ typing: true }, { overlay: "popup" }] as const) {
      for (const keys of ["n", "?", "/", "Delete"]) expect(fires(keys, place)).toBe(false);
      expect(fires("mod+k", place)).toBe(true);
    }
  });

  it("lets nothing happen below a dialog", () => {
    for (const keys of ["n", "?", "mod+k"]) expect(fires(keys, { overlay: "modal" })).toBe(false);
  });

  it("lets the table's keys work only in the table, and not in a field of it", () => {
    expect(fires("j", {}, "table")).toBe(false);
    expect(fires("j", { inTable: true }, "table")).toBe(true);
    expect(fires("mod+a", { inTable: true, typing: true }, "table")).toBe(false);
  });

  it("leaves Enter and Space to a focused control", () => {
    const place = { inTable: true, control: true };
    for (const keys of ["Enter", "Space", "shift+Space"]) expect(fires(keys, place, "table")).toBe(false);
    for (const keys of ["j", "ArrowDown", "mod+Enter"]) expect(fires(keys, place, "table")).toBe(true);
    expect(fires("Enter", { inTable: true }, "table")).toBe(true);
  });

  it("can do without single characters", () => {
    for (const keys of ["n", "?", "/", "shift+e"]) {
      expect(isSingleCharacter(keys)).toBe(true);
      expect(fires(keys, {}, "anywhere", false)).toBe(false);
    }
    for (const keys of ["mod+k", "ArrowDown", "Delete", "Enter", "Space"]) {
      expect(isSingleCharacter(keys)).toBe(false);
      expect(fires(keys, {}, "anywhere", false)).toBe(true);
    }
  });
});

describe("findShortcut", () => {
  const find = (shortcuts: Shortcut[], key: string, place: Partial<Place> = {}) =>
    findShortcut(shortcuts, press(key), () => ({ ...PAGE, ...place }), { apple: false, singleKeys: true });

  it("prefers the table's, then the one that came last", () => {
    const [first, second, table] = [shortcut("c"), shortcut(["x", "c"]), shortcut("c", "table")];
    expect(find([table, first, second], "c")).toBe(second);
    expect(find([table, first, second], "c", { inTable: true })).toBe(table);
    expect(find([first], "x")).toBeUndefined();
  });

  it("looks at the page only when a key fits", () => {
    const look = vi.fn(() => PAGE);
    findShortcut([shortcut("c")], press("d"), look, { apple: false, singleKeys: true });
    expect(look).not.toHaveBeenCalled();
  });
});

describe("the registry", () => {
  it("holds what is declared now, tells of changes, and keeps its array between them", () => {
    const heard = vi.fn();
    const quiet = subscribeToShortcuts(heard);
    const [a, b] = [shortcut("a"), shortcut("b")];
    const [removeA, removeB] = [registerShortcut(a), registerShortcut(b)];
    const before = registeredShortcuts();
    expect(before).toEqual([a, b]);
    expect(registeredShortcuts()).toBe(before);
    removeA();
    expect(registeredShortcuts()).toEqual([b]);
    expect(heard).toHaveBeenCalledTimes(3);
    quiet();
    removeB();
    expect(heard).toHaveBeenCalledTimes(3);
    expect(registeredShortcuts()).toEqual([]);
  });

  it("lists by group, in a steady order, the same thing once", () => {
    const all = [
      shortcut(["j", "ArrowDown"], "table", "Next row"),
      shortcut("r", "anywhere", "Refresh"),
      shortcut("a", "table", "Select"),
      shortcut("mod+k", "anywhere", "Search"),
      shortcut("/", "anywhere", "Find"),
      shortcut("r", "anywhere", "Refresh"),
    ];
    expect(groupShortcuts(all, false)).toEqual([
      {
        group: "Anywhere",
        lines: [
          { label: "Search", chords: [{ caps: ["Ctrl", "K"], single: false }] },
          { label: "Find", chords: [{ caps: ["/"], single: true }] },
          { label: "Refresh", chords: [{ caps: ["R"], single: true }] },
        ],
      },
      {
        group: "Table",
        lines: [
          {
            label: "Next row",
            chords: [
              { caps: ["J"], single: true },
              { caps: ["↓"], single: false },
            ],
          },
          { label: "Select", chords: [{ caps: ["A"], single: true }] },
        ],
      },
    ]);
    expect(groupShortcuts([shortcut("r")], true).map(({ group }) => group)).toEqual(["Anywhere"]);
  });
});
