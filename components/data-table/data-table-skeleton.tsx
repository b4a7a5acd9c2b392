"use client";

import type { RowData } from "@tanstack/react-table";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TBody, Td, Tr } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import { isWideOnly, styleTable, TABLE_WIDTH } from "./columns/column-styles";
import { useTableLayout } from "./columns/layout-provider";
import { DataHead } from "./data-head";
import type { DataColumn } from "./features";
import { EXPANDER, EXPANDER_AFTER_BOX, SELECT_BOX } from "./parts";
import { useSelection } from "./selection/selection-provider";
import { useDataTable } from "./use-data-table";

type DataTableSkeletonProps<Row extends RowData> = {
  caption: string;
  columns: DataColumn<Row>[];
  rowCount: number;
};

const NONE: never[] = [];

/** Grey rows under the table's own headers, while the first answer is on its way. */
export function DataTableSkeleton<Row extends RowData>({ caption, columns, rowCount }: DataTableSkeletonProps<Row>) {
  const { layout } = useTableLayout();
  const selectable = useSelection() ? NONE : null;
  const headers = useDataTable({ columns, layout }).getHeaderGroups()[0]?.headers ?? [];
  const hasActions = headers.length > layout.columns.filter(({ visible }) => visible).length;
  return (
    <Table
      caption={caption}
      cards
      aria-busy
      data-density={layout.density}
      className={TABLE_WIDTH}
      style={styleTable(layout, { selectable: selectable !== null, actions: hasActions })}
    >
      <DataHead headers={headers} layout={layout} selectable={selectable} />
      <TBody>
        {Array.from({ length: rowCount }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          <Tr key={row}>
            {selectable ? <Td className={SELECT_BOX} /> : null}
            <Td className={selectable ? EXPANDER_AFTER_BOX : EXPANDER} />
            {headers.map((header) => {
              const meta = header.column.columnDef.meta;
              const column = layout.columns.find(({ info }) => info.name === header.column.id);
              return (
                <Td
                  key={header.id}
                  area={meta?.area}
                  wide={column && isWideOnly(layout, column)}
                  pinned={meta?.pinned}
                  className={meta?.className}
                >
                  {meta?.skeleton ? (
                    <Skeleton className={cn("max-w-full", meta.numeric && "ml-auto max-md:ml-0", meta.skeleton)} />
                  ) : null}
                </Td>
              );
            })}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
