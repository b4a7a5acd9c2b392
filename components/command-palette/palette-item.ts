import type { ReactNode } from "react";

/** One line of the palette. */
export type PaletteItem = {
  /** Unlike that of any other line. */
  id: string;
  label: string;
  /** Other words by which it is found. */
  keywords?: string;
  /** A lucide icon. */
  icon: ReactNode;
  /** Muted words or a state at the right. */
  meta?: ReactNode;
  /** What stands on the keys of its shortcut. */
  caps?: readonly string[];
  run: () => void;
  /** It opens a dialog, so it has to wait until the palette is gone and the focus is back. */
  afterClose?: boolean;
};

export type PaletteGroup = { heading: string; items: readonly PaletteItem[] };

/** What is looked up elsewhere while one types. */
export type PaletteSource = {
  heading: string;
  /** What one entry is called: "provisioning key". */
  noun: string;
  ask: (text: string) => Promise<{ items: readonly PaletteItem[] } | { error: string }>;
  /** A line below what was found: the way to the full list. Null for a text that it could not find anything by. */
  all: (text: string) => PaletteItem | null;
};
