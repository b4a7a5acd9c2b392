import type { TableSettings } from "@/lib/services/table-settings/schema";

/** What the menu, the header and the settings of a table know about a column; what its cells show is not among it. */
export type ColumnInfo = {
  /** Also the column's id in the table. */
  name: string;
  /** In one line, for the menu. */
  label: string;
  /** CSS pixels it takes unless a person chose otherwise: from 1360 px of window width on, and below. */
  width: number;
  narrowWidth?: number;
  /** Left out until a person asks for it. */
  isOptional?: boolean;
  /** Left out below 1440 px of window width, unless a person arranged the columns. */
  isWide?: boolean;
};

export type Density = TableSettings["density"];
export const DENSITIES = ["compact", "default", "comfortable"] as const satisfies readonly Density[];

/** The form in which a person's wishes are stored: all columns in their order, and the density. */
export type LayoutSettings = TableSettings;

/** The same, complete: every column that exists is in it once. */
export type TableLayout = {
  /** As the table declares them. */
  infos: readonly ColumnInfo[];
  columns: readonly LaidColumn[];
  density: Density;
};

export type LaidColumn = { info: ColumnInfo; visible: boolean; width: number | null };

export const MIN_COLUMN_WIDTH = 64;
export const MAX_COLUMN_WIDTH = 1_200;

/**
 * In: the columns a table has, the first of which names the row and stays where it is; what a person had stored, or null.
 * Out: the layout. Columns that no longer exist are left out; new ones stand at the end, as the table declares them.
 */
export function layOut(infos: readonly ColumnInfo[], settings: LayoutSettings | null): TableLayout {
  const stored = new Map(settings?.columns.map((column, place) => [column.name, { ...column, place }]));
  const columns = infos.map((info, place) => {
    const known = stored.get(info.name);
    const isFirst = place === 0;
    return {
      info,
      visible: isFirst || (known?.visible ?? !info.isOptional),
      width: known?.width ?? null,
      place: isFirst ? -1 : (known?.place ?? infos.length + place),
    };
  });
  columns.sort((one, other) => one.place - other.place);
  return {
    infos,
    columns: columns.map(({ info, visible, width }) => ({ info, visible, width })),
    density: settings?.density ?? "default",
  };
}

/** The form to store. */
export function toSettings({ columns, density }: TableLayout): LayoutSettings {
  return { columns: columns.map(({ info, visible, width }) => ({ name: info.name, visible, width })), density };
}

/** Whether a person chose which columns there are, or their order: what suits the room there is does not count then. */
export function isArranged({ infos, columns }: TableLayout): boolean {
  return columns.some(({ info, visible }, place) => info !== infos[place] || visible === Boolean(info.isOptional));
}

/** The layout with one column shown, hidden or given another width; null is its own width again. */
export function withColumn(
  layout: TableLayout,
  name: string,
  change: Partial<Pick<LaidColumn, "visible" | "width">>,
): TableLayout {
  const columns = layout.columns.map((column) => (column.info.name === name ? { ...column, ...change } : column));
  return { ...layout, columns };
}

/** The layout with a column moved to the place of another one. The first column stays the first. */
export function withMove(layout: TableLayout, name: string, target: string): TableLayout {
  const columns = [...layout.columns];
  const from = columns.findIndex(({ info }) => info.name === name);
  const to = columns.findIndex(({ info }) => info.name === target);
  if (from < 1 || to < 1) return layout;
  columns.splice(to, 0, ...columns.splice(from, 1));
  return { ...layout, columns };
}
