import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";

function Waiting() {
  return [0, 1, 2].map((section) => (
    <section key={section} aria-busy>
      <Skeleton className="mt-1 mb-4 w-28" />
      {[0, 1, 2, 3].map((line) => (
        <div key={line} className="mb-3.5 flex gap-6">
          <Skeleton className="w-16" />
          <Skeleton className="w-32" />
        </div>
      ))}
    </section>
  ));
}

type DetailRowProps = {
  id: string;
  colSpan: number;
  /** A box to select the row stands before the expander: the details begin further in, below the name. */
  indented: boolean;
  /** Sections, side by side where there is room; without them bars of the same height. */
  children: ReactNode;
};

/** The details below an expanded row, in the same shade; below the card when rows are cards. */
export function DetailRow({ id, colSpan, indented, children }: DetailRowProps) {
  return (
    <tr id={id} className="max-md:block">
      <td colSpan={colSpan} className="border-b bg-surface-2 p-0 max-md:block">
        <div
          className={cn(
            indented ? "md:pl-19" : "md:pl-14",
            "grid min-h-36 animate-rise auto-cols-fr grid-flow-col pt-1 pr-(--gutter) pb-4 text-xs max-lg:grid-flow-row max-lg:grid-cols-2 max-lg:gap-y-4 max-md:grid-cols-1 max-md:gap-y-5 max-md:pt-3 max-md:pl-(--gutter) [&>section]:min-w-0 [&>section]:border-l [&>section]:px-5 [&>section:first-child]:border-l-0 [&>section:first-child]:pl-0 max-lg:[&>section:nth-child(odd)]:border-l-0 max-lg:[&>section:nth-child(odd)]:pl-0 max-md:[&>section]:border-l-0 max-md:[&>section]:px-0 [&>section>h2]:mb-2 [&>section>h2]:font-semibold",
          )}
        >
          {children ?? <Waiting />}
        </div>
      </td>
    </tr>
  );
}
