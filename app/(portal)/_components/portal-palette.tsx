"use client";

import { useEffect, useRef, useState } from "react";
import { PaletteButton } from "@/components/command-palette/palette-button";
import type { PageId } from "@/components/shell/nav-tree";
import { closePopups } from "@/components/shortcuts/close-popups";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { toast } from "@/components/ui/toast";

// Loaded when they are first wanted: most visits never open them.
const loadPalette = () => import("./palette");
const loadShortcuts = () => import("@/components/shortcuts/shortcuts-dialog");

type Layer = "palette" | "shortcuts";

type PortalPaletteProps = {
  pages: readonly PageId[];
  canReadKeys: boolean;
  canAddKeys: boolean;
  /** Whether the keyboard has ⌘ in place of Ctrl. */
  apple: boolean;
};

/** The top bar's way to the command palette, and the shortcuts that work on every page. */
export function PortalPalette({ apple, ...props }: PortalPaletteProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<Layer | null>(null);
  const [palette, setPalette] = useState<Awaited<ReturnType<typeof loadPalette>> | null>(null);
  const [shortcuts, setShortcuts] = useState<Awaited<ReturnType<typeof loadShortcuts>> | null>(null);

  const show = async (layer: Layer) => {
    if (!(await closePopups())) return;
    setOpen(layer);
    try {
      if (layer === "palette") setPalette(await loadPalette());
      else setShortcuts(await loadShortcuts());
    } catch {
      setOpen(null);
      toast.error("This could not be loaded. Load the page again.");
    }
  };
  const close = (next: boolean) => {
    if (!next) setOpen(null);
  };

  useShortcut({ keys: "mod+k", label: "Search or jump to", group: "Anywhere", run: () => show("palette") });
  useShortcut({ keys: "?", label: "Show keyboard shortcuts", group: "Anywhere", run: () => show("shortcuts") });

  useEffect(() => {
    // Ctrl or ⌘ comes before the K: enough time to fetch what the two of them open.
    const foresee = ({ key }: KeyboardEvent) => {
      if (key === (apple ? "Meta" : "Control")) loadPalette().catch(() => {});
    };
    document.addEventListener("keydown", foresee);
    return () => document.removeEventListener("keydown", foresee);
  }, [apple]);

  const prefetch = () => {
    // What fails here is tried again when it is wanted, and told then.
    loadPalette().catch(() => {});
  };
  return (
    <>
      <PaletteButton
        ref={button}
        apple={apple}
        onPointerEnter={prefetch}
        onFocus={prefetch}
        onClick={() => show("palette")}
      />
      {palette ? (
        <palette.Palette
          {...props}
          open={open === "palette"}
          onOpenChange={close}
          onShowShortcuts={() => show("shortcuts")}
          fallbackFocus={button}
        />
      ) : null}
      {shortcuts ? <shortcuts.ShortcutsDialog open={open === "shortcuts"} onOpenChange={close} /> : null}
    </>
  );
}
