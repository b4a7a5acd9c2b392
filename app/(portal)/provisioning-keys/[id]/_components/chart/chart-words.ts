import { formatDate, formatDateTime } from "@/lib/format/date";
import { formatCount, formatMaximum, formatNumber } from "@/lib/format/number";
import type { Forecast } from "@/lib/services/provisioning-keys/activity/forecast";
import type { LimitChange } from "@/lib/services/provisioning-keys/activity/limit-line";
import type { KeyPeriod } from "@/lib/services/provisioning-keys/activity/schema";

export const PERIOD_WORDS: Record<KeyPeriod, { short: string; long: string }> = {
  "24h": { short: "24 h", long: "24 hours" },
  "7d": { short: "7 d", long: "7 days" },
  "30d": { short: "30 d", long: "30 days" },
};

/** "18:00", and "24 Nov" where a day begins. */
export function labelTick(at: Date): string {
  const [date = "", time = ""] = formatDateTime(at).split(", ");
  return time === "00:00" ? shortDate(date) : time;
}

/** "24 Nov 2026, 16:00" → "24 Nov, 16:00" */
export function shortDate(date: string): string {
  return date.replace(/ \d{4}\b/, "");
}

/** "Raised by Ines Okafor, 9 Nov" */
export function describeStep({ from, to, by, at }: LimitChange): string {
  const verb = from === null || to === null ? "Set" : to > from ? "Raised" : "Lowered";
  return `${verb} by ${by}, ${shortDate(formatDate(at))}`;
}

/** The rate as it was watched: "about 2 an hour", "about 5 a day". */
export function describeRate({ perHour }: Forecast): string {
  if (perHour >= 1) return `about ${formatNumber(Math.round(perHour))} an hour`;
  return `about ${formatNumber(Math.max(1, Math.round(perHour * 24)))} a day`;
}

/** How long the uses left will last: "About 20 h at this rate". */
export function describeLeft({ at }: Forecast, now: string): string {
  return `About ${roundHours((Date.parse(at) - Date.parse(now)) / 3_600_000)} at this rate`;
}

/** A length of time in one unit: as exact as a rate is. */
function roundHours(hours: number): string {
  const minutes = Math.max(1, Math.round(hours * 60));
  if (minutes < 60) return `${minutes} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`;
}

type Summed = {
  period: KeyPeriod;
  taken: number;
  used: number;
  maximum: number | null;
  changes: number;
  forecast: Forecast | null;
};

/** What the picture shows, in a sentence or two. */
export function summarize({ period, taken, used, maximum, changes, forecast }: Summed): string {
  const limit = maximum === null ? "without a limit" : `of ${formatMaximum(maximum)}`;
  const parts = [
    `${formatCount(used, "use")} ${limit}, ${formatNumber(taken)} of them in the last ${PERIOD_WORDS[period].long}.`,
    ...(changes > 0 ? [`The limit was changed ${formatCount(changes, "time")}.`] : []),
    ...(forecast
      ? [
          `At the rate of the last ${roundHours(forecast.watchedHours)} it is reached on ${formatDateTime(forecast.at)} UTC.`,
        ]
      : []),
  ];
  return parts.join(" ");
}
