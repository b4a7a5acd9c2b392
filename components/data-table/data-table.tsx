"use client";

import type { RowData } from "@tanstack/react-table";
import { type ReactNode, useEffect, useMemo } from "react";
import { Table, TBody } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import { styleTable, TABLE_WIDTH } from "./columns/column-styles";
import { useTableLayout } from "./columns/layout-provider";
import { DataHead } from "./data-head";
import { DataRow } from "./data-row";
import type { DataColumn } from "./features";
import { type RowVerb, TableKeys } from "./keyboard/table-keys";
import { useRovingRow } from "./keyboard/use-roving-row";
import type { ListLocation } from "./list-location";
import { useIsChoosing, useSelection } from "./selection/selection-provider";
import { useDataTable } from "./use-data-table";
import { useExpandedRows } from "./use-expanded-rows";
import { useKeptFocus } from "./use-kept-focus";
import { useListNow } from "./use-list-now";
import { useSameRows } from "./use-same-rows";

export type DataTableProps<Row extends RowData> = {
  /** Becomes the accessible name. */
  caption: string;
  columns: DataColumn<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** Names a row in the words of its buttons: "Expand fra1-dc-autoscale". */
  rowName: (row: Row) => string;
  list: ListLocation;
  /** The order in force: a column's name in the URL, with a hyphen before it for descending. */
  sort: string;
  /** The rows that are expanded, as the server read them from the URL. */
  expanded: readonly string[];
  /** What an expanded row shows; undefined while its details are on their way. */
  renderDetail: (row: Row) => ReactNode | undefined;
  /** Fetches the details of rows that have none yet; without it the server is asked for the whole list with them. */
  loadDetails?: (rows: readonly Row[]) => void;
  /** With a SelectionProvider around: the word a selected row is told apart by, and why one cannot be selected. */
  select?: { tag: (row: Row) => string; reason: (row: Row) => string | undefined };
  /** What single letters do to the row that has the focus. */
  verbs?: readonly RowVerb[];
};

const NO_VERBS: readonly RowVerb[] = [];

/**
 * A table whose order, page and expanded rows live in the URL; columns and widths come from the LayoutProvider around it.
 * It is rendered on the server, headers and expanders are links, so all of it works before it is hydrated. It knows nothing
 * about what it lists.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, columns, rowId, rowName, sort, renderDetail, loadDetails, select, verbs = NO_VERBS } = props;
  const list = useListNow(props.list);
  const { layout } = useTableLayout();
  const rows = useSameRows(props.rows, rowId);
  const { expanded, hrefToToggle, toggle, toggleAll } = useExpandedRows({
    list,
    rowIds: rows.map(rowId),
    fromServer: props.expanded,
    inPlace: loadDetails !== undefined,
  });
  const missing = loadDetails ? rows.filter((row) => expanded.has(rowId(row)) && renderDetail(row) === undefined) : [];
  const missingIds = missing.map(rowId).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that wait for their details are asked for once
  useEffect(() => {
    if (missing.length > 0) loadDetails?.(missing);
  }, [missingIds]);
  const keptFocus = useKeptFocus(rows);
  const roving = useRovingRow(keptFocus.ref);
  const selection = useSelection();
  const isChoosing = useIsChoosing();
  const table = useDataTable({ columns, layout, rows, rowId, expanded });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const isSelectable = select !== undefined && selection !== null;
  const selectable = useMemo(() => {
    if (!isSelectable) return null;
    return rows
      .filter((row) => select.reason(row) === undefined)
      .map((row) => ({ id: rowId(row), tag: select.tag(row) }));
  }, [isSelectable, rows, rowId, select]);
  useEffect(() => selection?.refresh(selectable ?? []), [selection, selectable]);

  const hasActions = headers.length > layout.columns.filter(({ visible }) => visible).length;
  return (
    <>
      <TableKeys table={keptFocus.ref} verbs={verbs} selectable={selectable} toggle={toggle} toggleAll={toggleAll} />
      <Table
        caption={caption}
        cards
        ref={keptFocus.ref}
        data-table-keys
        data-density={layout.density}
        className={cn(TABLE_WIDTH)}
        style={styleTable(layout, { selectable: selectable !== null, actions: hasActions })}
        onFocus={(event) => {
          keptFocus.onFocus(event);
          roving.onFocus(event);
        }}
        onBlur={keptFocus.onBlur}
      >
        <DataHead headers={headers} layout={layout} selectable={selectable} order={{ list, sort }} />
        <TBody>
          {table.getRowModel().rows.map((row) => (
            <DataRow
              key={row.id}
              row={row}
              name={rowName(row.original)}
              layout={layout}
              open={expanded.has(row.id)}
              toggleHref={hrefToToggle(row.id)}
              onToggle={toggle}
              selectable={selectable}
              tag={select?.tag(row.original) ?? ""}
              isChoosing={isChoosing}
              selectReason={select?.reason(row.original)}
              renderDetail={expanded.has(row.id) ? renderDetail : null}
            />
          ))}
        </TBody>
      </Table>
    </>
  );
}
