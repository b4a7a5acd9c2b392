"use client";

import { ChevronDown, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { TableFooter } from "@/components/ui/table";
import { formatNumber } from "@/lib/format/number";
import { type ListLocation, patchLocation } from "./list-location";

type PaginationProps = {
  list: ListLocation;
  page: number;
  pageCount: number;
  perPage: number;
  perPageOptions: readonly number[];
  total: number;
  /** The total is a lower bound. */
  about: boolean;
};

/** The bar below a table: rows per page, which rows are shown, and links to the pages beside this one. */
export function Pagination({ list, page, pageCount, perPage, perPageOptions, total, about }: PaginationProps) {
  const router = useRouter();
  const id = useId();
  const first = total === 0 ? 0 : (page - 1) * perPage + 1;
  const last = Math.min(page * perPage, total);
  const hrefTo = (target: number) => patchLocation(list, { page: target === 1 ? null : String(target) });
  return (
    <TableFooter>
      <label htmlFor={id} className="max-md:hidden">
        Rows per page
      </label>
      <div className="relative max-md:hidden">
        <select
          id={id}
          value={perPage}
          onChange={(event) => router.push(patchLocation(list, { perPage: event.target.value, page: null }))}
          className="h-7 appearance-none rounded-sm border border-border-strong bg-surface pr-6.5 pl-2 text-xs font-medium text-fg shadow-1"
        >
          {perPageOptions.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-[7px] right-2 size-3.5 text-fg-3" />
      </div>
      <span className="flex-1 md:hidden" aria-hidden />
      <span className="whitespace-nowrap md:ml-auto max-md:order-first">
        {formatNumber(first)}–{formatNumber(last)} of {about ? "about " : ""}
        {formatNumber(total)}
        {about ? "+" : ""}
      </span>
      <nav aria-label="Pagination" className="flex items-center gap-0.5">
        <Turn label="Previous page" href={page > 1 ? hrefTo(page - 1) : undefined} rel="prev" />
        <span className="px-1.5 whitespace-nowrap" aria-current="page">
          Page {formatNumber(page)} of {formatNumber(pageCount)}
        </span>
        <Turn label="Next page" href={page < pageCount ? hrefTo(page + 1) : undefined} rel="next" />
      </nav>
    </TableFooter>
  );
}

function Turn({ label, href, rel }: { label: string; href: string | undefined; rel: "prev" | "next" }) {
  const icon = rel === "prev" ? <ChevronLeft /> : <ChevronRight />;
  if (!href) {
    return (
      <IconButton label={label} size="md" disabled>
        {icon}
      </IconButton>
    );
  }
  return (
    <IconButton asChild label={label} size="md">
      <Link href={href} rel={rel} scroll={false} prefetch={false}>
        {icon}
      </Link>
    </IconButton>
  );
}
