"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { announce } from "@/components/ui/announcer";
import { formatNumber } from "@/lib/format/number";
import { roundCount } from "@/lib/table/count";
import type { ListLocation } from "./list-location";
import { type Paging, pageHref, readPage } from "./paging";

/** Which page is shown, as a field: another number and Enter go there. A plain form before hydration. */
export function PageField({ list, paging }: { list: ListLocation; paging: Paging }) {
  const { page, pageCount, perPage, about } = paging;
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const shown = page === 0 ? "" : String(page);
  const [text, setText] = useState(shown);
  const [settled, setSettled] = useState(shown);
  if (shown !== settled) {
    setSettled(shown);
    setText(shown);
  }
  if (pageCount === 1 && page === 1 && !about) return <span className="px-1.5 whitespace-nowrap">Page 1 of 1</span>;

  const go = () => {
    const target = readPage(text, pageCount);
    setText(target === null ? shown : String(target));
    if (target === null || target === page) return;
    announce(`Page ${formatNumber(target)}`);
    startTransition(() => router.push(pageHref(list, target), { scroll: false }));
  };
  const kept = [...new URLSearchParams(list.search)].filter(([name]) => !["page", "cursor"].includes(name));
  const pages = about ? Math.ceil(roundCount(paging) / perPage) : pageCount;
  const limit = about ? `Pages up to ${formatNumber(pageCount)} have a number; Next and Last go beyond.` : undefined;
  return (
    <form
      action={list.path}
      className="flex items-center gap-1.5 px-1.5 whitespace-nowrap"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      {kept.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <label className="flex items-center gap-1.5" title={limit}>
        Page
        <input
          name="page"
          inputMode="numeric"
          enterKeyHint="go"
          autoComplete="off"
          maxLength={7}
          aria-busy={pending || undefined}
          value={text}
          placeholder="–"
          onChange={(event) => setText(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={() => setText(shown)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setText(shown);
          }}
          className="h-7 w-11 rounded-sm border border-border-control bg-surface text-center text-xs text-fg tabular-nums max-md:h-10 max-md:w-14 max-md:text-lg"
        />
      </label>
      <span>
        of {about ? "about " : ""}
        {formatNumber(pages)}
      </span>
    </form>
  );
}
