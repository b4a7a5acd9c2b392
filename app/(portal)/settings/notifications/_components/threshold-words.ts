import { formatCount } from "@/lib/format/number";
import type { Thresholds } from "@/lib/services/notifications/schema";

type ThresholdWords = { label: string; hint: string; number: string; unit: string };

/** The thresholds that are numbers, in the order of the form. */
export const NUMBER_WORDS = {
  nearLimitPercent: {
    label: "Key near its limit",
    hint: "A key that can be used and whose utilization count has come this close to its maximum.",
    number: "From utilization of",
    unit: "%",
  },
  expiringDays: {
    label: "Key expiring",
    hint: "A key that can be used and is about to expire.",
    number: "Before its expiry",
    unit: "days",
  },
  refusedAttempts: {
    label: "Refused in numbers",
    hint: "Enrollments with one key that were refused, whatever the reason.",
    number: "From refusals within an hour",
    unit: "refusals",
  },
  certificateDays: {
    label: "Certificate expiring",
    hint: "The Root and signing certificates that may sign; again a week before, and when it has expired.",
    number: "Before its end",
    unit: "days",
  },
  disconnectedMinutes: {
    label: "App Connector disconnected",
    hint: "One that reported before and has fallen silent. Many of one group at once are told together.",
    number: "Silent for",
    unit: "minutes",
  },
} as const satisfies Record<Exclude<keyof Thresholds, "atLimit">, ThresholdWords>;

export type NumberName = keyof typeof NUMBER_WORDS;
export const NUMBER_NAMES = Object.keys(NUMBER_WORDS) as NumberName[];

export const AT_LIMIT_WORDS = {
  label: "Key at its limit",
  hint: "A key whose uses are all taken: new App Connectors are refused.",
};

export const THRESHOLD_NAMES: readonly (keyof Thresholds)[] = ["atLimit", ...NUMBER_NAMES];

/** In: a threshold's name. Out: what it is called. */
export function labelThreshold(name: keyof Thresholds): string {
  return name === "atLimit" ? AT_LIMIT_WORDS.label : NUMBER_WORDS[name].label;
}

/** A threshold's value in words. */
export function describeThreshold(name: keyof Thresholds, thresholds: Thresholds): string {
  if (name === "atLimit") return thresholds.atLimit ? "On" : "Off";
  const value = thresholds[name];
  if (value === null) return "Off";
  if (name === "nearLimitPercent") return `From ${value} %`;
  if (name === "refusedAttempts") return `From ${formatCount(value, "refusal")} within an hour`;
  if (name === "disconnectedMinutes") return `After ${formatCount(value, "minute")}`;
  return `${formatCount(value, "day")} before`;
}
