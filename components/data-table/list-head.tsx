import { type ReactNode, Suspense } from "react";
import { PageHead } from "@/components/page-head";
import { CountPill } from "@/components/ui/badge";
import { formatTotal, type ListCount, roundCount } from "@/lib/table/count";
import type { RowNoun } from "./filter-bar/words";

type ListHeadProps = {
  title: string;
  noun: RowNoun;
  /** How many the list shows. */
  shown: Promise<ListCount>;
  /** How many there are without search and filters; null while neither is set. */
  whole: Promise<ListCount> | null;
  /** After the count, such as the mark of a page that keeps itself up to date. */
  badge?: ReactNode;
  actions?: ReactNode;
};

/** The title of a list with its count, which comes when it is known. */
export function ListHead({ title, noun, shown, whole, badge, actions }: ListHeadProps) {
  return (
    <PageHead
      title={title}
      actions={actions}
      badge={
        <>
          <Suspense>
            <Counted noun={noun} shown={shown} whole={whole} />
          </Suspense>
          {badge}
        </>
      }
    />
  );
}

/** The number beside the title: "24", "3 of 24", "about 1,000,000". */
async function Counted({ noun, shown, whole }: Pick<ListHeadProps, "noun" | "shown" | "whole">) {
  const [count, all] = await Promise.all([shown, whole]);
  return (
    <CountPill>
      <span>
        {formatTotal(count)}
        {all ? ` of ${formatTotal(all)}` : null}
        <span className="sr-only"> {noun[roundCount(all ?? count) === 1 ? 0 : 1]}</span>
      </span>
    </CountPill>
  );
}
