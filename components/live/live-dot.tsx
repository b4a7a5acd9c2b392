"use client";

import { LiveMark } from "@/components/page-head";
import { useLive } from "./use-live";

/** In the page head: whether the page keeps itself up to date, and the rows that wait for the pointer to leave the table. */
export function LiveDot() {
  const { status, newRows, showNewRows } = useLive();
  return (
    <>
      <span className={status === "connecting" ? "invisible" : undefined}>
        <LiveMark paused={status !== "live"} />
      </span>
      {newRows > 0 ? (
        <button
          type="button"
          onClick={showNewRows}
          className="min-h-6 rounded-full bg-accent-soft px-2 text-xs font-medium text-accent inset-ring inset-ring-accent-line hover:text-accent-hover max-md:min-h-10 forced-colors:border"
        >
          {newRows} new
        </button>
      ) : null}
    </>
  );
}
