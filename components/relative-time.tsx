"use client";

import { useNow, useTimeZone } from "@/components/shell/clock";
import { tip } from "@/components/ui/tip";
import { formatDate, formatDateTime, formatExact } from "@/lib/format/date";
import { formatRelative, formatUntil } from "@/lib/format/relative";

type TimeProps = {
  /** ISO 8601, or null when it never happened. */
  at: string | null;
  className?: string;
};

/** "6 min ago", "Yesterday", "Never"; the exact time with zone and UTC is in the tooltip. Keeps itself current. */
export function RelativeTime({ at, className }: TimeProps) {
  const now = useNow();
  const zone = useTimeZone();
  if (at === null) return <span className={className}>Never</span>;
  return (
    <time dateTime={at} className={className} {...tip(formatExact(at, zone))}>
      {formatRelative(at, now, zone)}
    </time>
  );
}

type AbsoluteTimeProps = {
  at: string;
  /** Leave the time of day out. */
  dateOnly?: boolean;
  /** Adds "in 60 days" in muted words when it is ahead. */
  until?: boolean;
  className?: string;
};

/** "23 Nov 2026, 19:58" in the person's zone; UTC is in the tooltip. */
export function AbsoluteTime({ at, dateOnly = false, until = false, className }: AbsoluteTimeProps) {
  const now = useNow();
  const zone = useTimeZone();
  return (
    <>
      <time dateTime={at} className={className} {...tip(formatExact(at, zone))}>
        {dateOnly ? formatDate(at, zone) : formatDateTime(at, zone)}
      </time>
      {until && Date.parse(at) > now ? <span className="text-fg-3"> {formatUntil(at, now)}</span> : null}
    </>
  );
}
