import { formatDate } from "@/lib/format/date";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { NotificationData, NotificationKind } from "@/lib/services/notifications/schema";

/** A notification as far as its words go. `name` is null where things of several groups are told of at once. */
export type Told = {
  kind: NotificationKind;
  name: string | null;
  targetType: string | null;
  count: number;
  data: NotificationData;
};

/** A sentence around the name of what it is about. */
export type Sentence = { before: string; name: string; after: string };

/** In: a notification. Out: what happened, in one sentence; `name` is empty where there is none to link. */
export function describeNotification(told: Told): Sentence {
  const { name, count, data } = told;
  if (name === null) return { before: describeMany(told), name: "", after: "" };
  if (told.targetType === "connector_group") {
    return { before: `${formatCount(count, "App Connector")} of `, name, after: " disconnected." };
  }
  return { before: "", name, after: ` ${describeOne(told.kind, data)}` };
}

/** The same as plain text, for messages. */
export function formatNotification(told: Told): string {
  const { before, name, after } = describeNotification(told);
  return before + name + after;
}

function describeOne(kind: NotificationKind, data: NotificationData): string {
  const { used = 0, maximum = 0, percent = 0, days = 0, expiresAt, attempts = 0, minutes = 0 } = data;
  const date = expiresAt ? formatDate(expiresAt) : "";
  const uses = `${formatNumber(used)} of ${formatCount(maximum, "use")}`;
  switch (kind) {
    case "key_near_limit":
      return `is near its limit: ${uses} taken, ${percent} %.`;
    case "key_at_limit":
      return `is at its limit: ${uses} taken. New App Connectors are refused.`;
    case "key_expiring":
      return `expires in ${formatCount(days, "day")}, on ${date}.`;
    case "key_refused":
      return `was refused ${formatCount(attempts, "time")} within an hour.`;
    case "certificate_expiring":
      return days > 0 ? `expires in ${formatCount(days, "day")}, on ${date}.` : `expired on ${date}.`;
    case "connector_disconnected":
      return `disconnected: it has been silent for ${formatCount(minutes, "minute")}.`;
  }
}

function describeMany({ kind, count, data }: Told): string {
  const keys = formatCount(count, "key");
  const first = data.names?.length ? `: ${data.names.join(", ")} and more` : "";
  switch (kind) {
    case "key_near_limit":
      return `${keys} are near their limit${first}.`;
    case "key_at_limit":
      return `${keys} are at their limit${first}.`;
    case "key_expiring":
      return `${keys} expire soon${first}.`;
    case "key_refused":
      return `${keys} were refused in numbers within an hour${first}.`;
    case "certificate_expiring":
      return `${formatCount(count, "signing certificate")} expire soon or have expired${first}.`;
    case "connector_disconnected":
      return `${formatCount(count, "App Connector")} of ${formatCount(data.groups ?? 0, "group")} disconnected${first}.`;
  }
}
