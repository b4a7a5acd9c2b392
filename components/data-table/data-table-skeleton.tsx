"use client";

import { type RowData, useTable } from "@tanstack/react-table";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TBody, Td, THead, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/table-head";
import { cn } from "@/lib/cn";
import { type DataColumn, dataTableFeatures } from "./features";
import { EXPANDER, HiddenHeader } from "./parts";

type DataTableSkeletonProps<Row extends RowData> = {
  caption: string;
  columns: DataColumn<Row>[];
  rowCount: number;
  className?: string;
};

/** Grey rows under the table's own headers, while the first answer is on its way. */
export function DataTableSkeleton<Row extends RowData>(props: DataTableSkeletonProps<Row>) {
  const { caption, columns, rowCount, className } = props;
  const table = useTable<typeof dataTableFeatures, Row>({ features: dataTableFeatures, columns, data: [] });
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  return (
    <Table caption={caption} cards aria-busy className={className}>
      <THead>
        <tr>
          <Th className={EXPANDER}>
            <HiddenHeader>Details</HiddenHeader>
          </Th>
          {headers.map((header) => {
            const meta = header.column.columnDef.meta;
            const label = <table.FlexRender header={header} />;
            return (
              <Th
                key={header.id}
                numeric={meta?.numeric}
                wide={meta?.wide}
                pinned={meta?.pinned}
                className={meta?.className}
              >
                {meta?.hiddenHeader ? <HiddenHeader>{label}</HiddenHeader> : label}
              </Th>
            );
          })}
        </tr>
      </THead>
      <TBody>
        {Array.from({ length: rowCount }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          <Tr key={row}>
            <Td className={EXPANDER} />
            {headers.map((header) => {
              const meta = header.column.columnDef.meta;
              return (
                <Td
                  key={header.id}
                  area={meta?.area}
                  wide={meta?.wide}
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
