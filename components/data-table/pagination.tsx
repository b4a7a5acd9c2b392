"use client";

import { ChevronDown, ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { TableFooter } from "@/components/ui/table";
import { type ListLocation, patchLocation } from "./list-location";
import { PageField } from "./page-field";
import { describeRange, type Paging, pagingLinks } from "./paging";
import { useListNow } from "./use-list-now";

type PaginationProps = { list: ListLocation; paging: Paging; perPageOptions: readonly number[] };

/** The bar below a table: rows per page, which rows are shown, and the ways to other pages. */
export function Pagination({ list: sent, paging, perPageOptions }: PaginationProps) {
  const list = useListNow(sent);
  const router = useRouter();
  const id = useId();
  const footer = useTopOnTurn(list);
  const links = pagingLinks(list, paging);
  return (
    <TableFooter
      ref={footer}
      className="max-md:flex-wrap max-md:justify-between max-md:gap-x-2 max-md:gap-y-0 max-md:py-1"
    >
      <div className="flex items-center gap-2 md:gap-3">
        <label htmlFor={id}>
          Rows<span className="max-md:sr-only"> per page</span>
        </label>
        <div className="relative">
          <select
            id={id}
            value={paging.perPage}
            onChange={(event) => router.push(patchLocation(list, { perPage: event.target.value, page: null }))}
            className="h-7 appearance-none rounded-sm border border-border-strong bg-surface pr-6.5 pl-2 text-xs font-medium text-fg shadow-1 max-md:h-10 max-md:text-lg"
          >
            {perPageOptions.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-fg-3"
          />
        </div>
      </div>
      <span className="whitespace-nowrap md:ml-auto">{describeRange(paging)}</span>
      <nav aria-label="Pagination" className="flex items-center gap-0.5 max-md:w-full max-md:justify-between">
        <Turn label="First page" href={links.first} icon={<ChevronFirst />} />
        <Turn label="Previous page" href={links.previous} icon={<ChevronLeft />} rel="prev" />
        <PageField list={list} paging={paging} />
        <Turn label="Next page" href={links.next} icon={<ChevronRight />} rel="next" />
        <Turn label="Last page" href={links.last} icon={<ChevronLast />} />
      </nav>
    </TableFooter>
  );
}

/** Another page is read from its top: what scrolls is the region before the bar. */
function useTopOnTurn(list: ListLocation) {
  const footer = useRef<HTMLElement>(null);
  const params = new URLSearchParams(list.search);
  const place = `${params.get("page")} ${params.get("cursor")}`;
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    footer.current?.previousElementSibling?.scrollTo({ top: 0 });
  }, [place]);
  return footer;
}

type TurnProps = { label: string; href: string | undefined; icon: ReactNode; rel?: "prev" | "next" };

function Turn({ label, href, icon, rel }: TurnProps) {
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
