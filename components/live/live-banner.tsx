"use client";

import { WifiOff } from "lucide-react";
import { useTimeZone } from "@/components/shell/clock";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { calendarDay, formatDateTime } from "@/lib/format/date";
import { formatUntil } from "@/lib/format/relative";
import { useLive, usePaused, useSeconds } from "./use-live";

/** Says, while updates are paused, how old the rows are and when the next try is. */
export function LiveBanner() {
  const { status, readAt, nextTryAt, retry } = useLive();
  const paused = usePaused();
  const now = useSeconds(paused);
  const zone = useTimeZone();
  if (!paused || now === null) return null;
  return (
    <Banner
      tone="warn"
      icon={<WifiOff aria-hidden />}
      title="Live updates paused."
      className="shrink-0 items-center rounded-none border-t border-warn-line px-(--gutter) inset-ring-0"
      action={
        <Button size="sm" onClick={retry}>
          Retry now
        </Button>
      }
    >
      {readAt === null ? null : <>Showing data from {toClock(readAt, now, zone)}. </>}
      {status === "unattended" ? "Nobody used this page for an hour. " : null}
      {nextTryAt === null ? null : <>Next try {formatUntil(nextTryAt, now)}.</>}
    </Banner>
  );
}

function toClock(at: number, now: number, zone: string): string {
  const text = formatDateTime(at, zone);
  return calendarDay(at, zone) === calendarDay(now, zone) ? text.slice(-5) : text;
}
