"use client";

import { type RowData, useTable } from "@tanstack/react-table";
import { ChevronRight } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Table, TBody, Td, THead, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/table-head";
import { cn } from "@/lib/cn";
import { ActionLink } from "./action-link";
import { DetailRow } from "./detail-row";
import { type DataColumn, dataTableFeatures } from "./features";
import { type ListLocation, nextSort, patchLocation, sortDirection } from "./list-location";
import { EXPANDER, HiddenHeader } from "./parts";
import { useExpandedRows } from "./use-expanded-rows";
import { useKeptFocus } from "./use-kept-focus";

type DataTableProps<Row extends RowData> = {
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
  className?: string;
};

/**
 * A table whose order, page and expanded rows live in the URL. It is rendered on the server, headers and expanders are
 * links, so all of it works before it is hydrated. It knows nothing about what it lists.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, rowName, list, sort, renderDetail, className } = props;
  const { expanded, hrefToToggle, toggle } = useExpandedRows(list, rows.map(rowId), props.expanded);
  const keptFocus = useKeptFocus(rows);
  const table = useTable({
    features: dataTableFeatures,
    columns,
    data: rows,
    getRowId: rowId,
    getRowCanExpand: () => true,
    manualExpanding: true,
    state: { expanded: Object.fromEntries([...expanded].map((id) => [id, true])) },
    onExpandedChange: () => {},
  });
  return (
    <Table caption={caption} cards className={className} {...keptFocus}>
      <THead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            <Th className={EXPANDER}>
              <HiddenHeader>Details</HiddenHeader>
            </Th>
            {group.headers.map((header) => {
              const meta = header.column.columnDef.meta;
              const label = <table.FlexRender header={header} />;
              return (
                <Th
                  key={header.id}
                  numeric={meta?.numeric}
                  wide={meta?.wide}
                  pinned={meta?.pinned}
                  className={meta?.className}
                  sorted={meta?.sort ? sortDirection(sort, meta.sort) : undefined}
                  sortHref={
                    meta?.sort ? patchLocation(list, { sort: nextSort(sort, meta.sort), page: null }) : undefined
                  }
                >
                  {meta?.hiddenHeader ? <HiddenHeader>{label}</HiddenHeader> : label}
                </Th>
              );
            })}
          </tr>
        ))}
      </THead>
      <TBody>
        {table.getRowModel().rows.map((row) => {
          const open = row.getIsExpanded();
          const detailId = `detail-${row.id}`;
          return (
            <Fragment key={row.id}>
              <Tr expanded={open} data-row>
                <Td area="lead" className={EXPANDER}>
                  <IconButton asChild label={`Expand ${rowName(row.original)}`} className="max-md:-my-2.5 max-md:-ml-3">
                    <ActionLink
                      href={hrefToToggle(row.id)}
                      replace
                      data-row-focus
                      aria-expanded={open}
                      aria-controls={open ? detailId : undefined}
                      onNavigate={(event) => {
                        event.preventDefault();
                        toggle(row.id);
                      }}
                    >
                      <ChevronRight className={cn("transition-transform duration-160", open && "rotate-90")} />
                    </ActionLink>
                  </IconButton>
                </Td>
                {row.getAllCells().map((cell) => {
                  const meta = cell.column.columnDef.meta;
                  return (
                    <Td
                      key={cell.id}
                      numeric={meta?.numeric}
                      wide={meta?.wide}
                      pinned={meta?.pinned}
                      area={meta?.area}
                      className={cn(meta?.className, meta?.cellClassName)}
                    >
                      <table.FlexRender cell={cell} />
                    </Td>
                  );
                })}
              </Tr>
              {open ? (
                <DetailRow id={detailId} colSpan={columns.length + 1}>
                  {renderDetail(row.original)}
                </DetailRow>
              ) : null}
            </Fragment>
          );
        })}
      </TBody>
    </Table>
  );
}
