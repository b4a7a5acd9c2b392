"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { Result } from "@/lib/result";
import { keepLayout } from "./keep-layout";
import { type ColumnInfo, type LayoutSettings, layOut, type TableLayout, toSettings } from "./layout";

/** Sends what a person chose to the server; null is the table's own layout again. */
export type SaveLayout = (settings: LayoutSettings | null) => Promise<Result<void>>;

type LayoutControl = {
  layout: TableLayout;
  change: (next: TableLayout) => void;
  reset: () => void;
};

const LayoutContext = createContext<LayoutControl | null>(null);

/** Chosen since the document was loaded: newer than what a page that is kept for Back knows. */
const chosen = new Map<string, LayoutSettings | null>();

type LayoutProviderProps = {
  /** Which table: its name among those of this document. */
  table: string;
  infos: readonly ColumnInfo[];
  /** What is stored, read by the server so that the first paint is right. */
  settings: LayoutSettings | null;
  save: SaveLayout;
  children: ReactNode;
};

/** Holds the columns, their widths and the density of a table for its toolbar and the table itself, and stores changes. */
export function LayoutProvider({ table, infos, settings, save, children }: LayoutProviderProps) {
  const [layout, setLayout] = useState(() => layOut(infos, chosen.get(table) ?? settings));
  const [keeper] = useState(() =>
    keepLayout(async (next) => {
      const result = await save(next).catch(() => null);
      if (result?.ok) return;
      toast.error("The columns were not saved", {
        description: result?.error.message ?? "The portal did not answer. They stay until the page is loaded again.",
      });
    }),
  );
  useEffect(() => {
    document.addEventListener("visibilitychange", keeper.flush);
    return () => {
      document.removeEventListener("visibilitychange", keeper.flush);
      keeper.flush();
    };
  }, [keeper]);
  const control = useMemo(() => {
    const show = (next: TableLayout, toStore: LayoutSettings | null) => {
      setLayout(next);
      chosen.set(table, toSettings(next));
      keeper.keep(toStore);
    };
    return {
      layout,
      change: (next: TableLayout) => show(next, toSettings(next)),
      reset: () => show(layOut(infos, null), null),
    };
  }, [layout, infos, table, keeper]);
  return <LayoutContext value={control}>{children}</LayoutContext>;
}

/** The layout of the table around. Throws without a LayoutProvider. */
export function useTableLayout(): LayoutControl {
  const control = useContext(LayoutContext);
  if (!control) throw new Error("a table stands outside of its LayoutProvider");
  return control;
}
