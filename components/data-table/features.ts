import {
  type ColumnDef,
  columnOrderingFeature,
  columnVisibilityFeature,
  type RowData,
  rowExpandingFeature,
  tableFeatures,
} from "@tanstack/react-table";

/** Where a cell goes when rows turn into cards. */
export type CardArea = "lead" | "title" | "side" | "text" | "note" | "body" | "foot";

/** What the table needs to know about a column besides how to draw its cells; its width is the layout's. */
export type ColumnMeta = {
  /** The name the order of this column has in the URL; without it the column is not sortable. */
  sort?: string;
  /** Numbers stand at the right. */
  numeric?: boolean;
  area?: CardArea;
  /** Stays at the left edge while the table scrolls sideways. */
  pinned?: boolean;
  /** The header is for assistive technology only. */
  hiddenHeader?: boolean;
  /** Classes of header and cells alike. */
  className?: string;
  /** Classes of the cells alone. */
  cellClassName?: string;
  /** Width of the bar in place of the content while it loads. */
  skeleton?: string;
};

/**
 * Sorting, paging and searching are the server's; what the browser does is expand rows and arrange columns. Which rows are
 * selected is kept beside the table (selection/), because it goes beyond the rows of one page.
 */
export const dataTableFeatures = tableFeatures({
  rowExpandingFeature,
  columnOrderingFeature,
  columnVisibilityFeature,
  columnMeta: {} as ColumnMeta,
});

export type DataTableFeatures = typeof dataTableFeatures;
export type DataColumn<Row extends RowData> = ColumnDef<DataTableFeatures, Row, unknown>;
