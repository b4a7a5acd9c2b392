import { calendarDay, formatDate, type Instant, toMillis } from "./date";
import { formatCount } from "./number";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function span(millis: number): string {
  if (millis < MINUTE) return `${Math.floor(millis / SECOND)} s`;
  if (millis < HOUR) return `${Math.floor(millis / MINUTE)} min`;
  return `${Math.floor(millis / HOUR)} h`;
}

/**
 * A past instant in words: "Never" for null, "Just now" under a second, "4 s ago", "6 min ago", "3 h ago", "Yesterday",
 * "2 d ago", and from seven days on the date in the zone. An instant ahead of `now` (clocks differ) counts as just now.
 */
export function formatRelative(at: Instant | null, now: Instant, timeZone = "UTC"): string {
  if (at === null) return "Never";
  const age = toMillis(now) - toMillis(at);
  if (age < SECOND) return "Just now";
  if (age < DAY) return `${span(age)} ago`;
  const days = calendarDay(now, timeZone) - calendarDay(at, timeZone);
  if (age >= 7 * DAY) return formatDate(at, timeZone);
  return days <= 1 ? "Yesterday" : `${days} d ago`;
}

/** A coming instant in words: "in 8 s", "in 3 h", "in 60 days"; "now" when it is not ahead. */
export function formatUntil(at: Instant, now: Instant): string {
  const left = toMillis(at) - toMillis(now);
  if (left < SECOND) return "now";
  if (left < DAY) return `in ${span(left)}`;
  return `in ${formatCount(Math.floor(left / DAY), "day")}`;
}
