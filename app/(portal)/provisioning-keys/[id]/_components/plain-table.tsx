import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

type Column = { label: string; className?: string };

/** A small table within a card, in the measures of the lists. In: a name, columns; a class of a column stands on its cells too. */
export function PlainTable({
  caption,
  columns,
  children,
}: {
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
}) {
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="bg-surface-2 text-left text-xs text-fg-2">
        <tr>
          {columns.map(({ label, className }) => (
            <th key={label} scope="col" className={cn("h-8.5 px-2 font-medium first:pl-4 last:pr-4", className)}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function PlainRow(props: ComponentProps<"tr">) {
  return <tr {...props} className="border-t hover:bg-surface-2" />;
}

export function PlainCell({ className, ...props }: ComponentProps<"td">) {
  return <td {...props} className={cn("h-9 truncate px-2 first:pl-4 last:pr-4 max-md:h-11", className)} />;
}

/** In place of rows. */
export function NoRows({ children }: { children: ReactNode }) {
  return <p className="px-4 py-6 text-center text-fg-3">{children}</p>;
}
