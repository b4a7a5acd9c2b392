import type { ReactNode } from "react";
import { CountPill } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format/number";

type PageHeadProps = {
  title: ReactNode;
  /** How many things the page lists; `countText` for "about 12,000". */
  count?: number;
  countText?: string;
  /** What is counted, for assistive technology: "keys". */
  countNoun?: string;
  /** After the count: a pill, a live mark. */
  badge?: ReactNode;
  /** At the right end. */
  actions?: ReactNode;
  className?: string;
};

/** The title line of a page. */
export function PageHead({ title, count, countText, countNoun, badge, actions, className }: PageHeadProps) {
  const text = countText ?? (count === undefined ? undefined : formatNumber(count));
  return (
    <div
      className={cn(
        "flex shrink-0 items-center gap-3 px-(--gutter) pt-3.5 pb-2 max-md:flex-wrap max-md:gap-x-2.5 max-md:gap-y-1 max-md:pt-3 max-md:pb-1",
        className,
      )}
    >
      <h1 className="min-w-0 text-xl font-semibold tracking-title [overflow-wrap:anywhere] max-md:text-[18px]/[26px]">
        {title}
      </h1>
      {text === undefined ? null : (
        <CountPill>
          {text}
          {countNoun ? <span className="sr-only"> {countNoun}</span> : null}
        </CountPill>
      )}
      {badge}
      {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
    </div>
  );
}

/** The mark of a page that keeps itself up to date; `paused` while the connection is lost. */
export function LiveMark({ paused = false }: { paused?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-xs text-fg-2">
      <span
        className={cn(
          "relative size-[7px] rounded-full forced-color-adjust-none",
          paused
            ? "bg-warn-mark"
            : "bg-ok-mark after:absolute after:-inset-[3px] after:animate-pulse-ring after:rounded-full after:border after:border-ok-mark after:opacity-45 motion-reduce:after:hidden",
        )}
      />
      {paused ? "Paused" : "Live"}
    </span>
  );
}
