import { formatCount, formatNumber } from "@/lib/format/number";
import type { SettingsDto } from "@/lib/services/tenant/get-settings";

/** What can be set, without what is only told beside it. */
export type SettingFields = Omit<SettingsDto, "configuredHost" | "otherHosts" | "version">;

export const SETTING_LABELS = {
  name: "Tenant name",
  enrollmentHost: "Enrollment host",
  certificateLifetimeDays: "Certificate lifetime",
  viewOrExportDefault: "View or Export Provisioning Key After Creation",
  maximumUpperBound: "Upper bound for Maximum # of App Connectors",
  keyLifetimeUpperBoundDays: "Upper bound for the lifetime of a key",
  autoDeleteAfterDays: "Delete App Connectors after",
  autoDeleteDisabled: "Delete disabled App Connectors too",
} as const satisfies Record<keyof SettingFields, string>;

export const SETTING_NAMES = Object.keys(SETTING_LABELS) as (keyof SettingFields)[];

/** A setting's value in words. */
export function describeSetting(name: keyof SettingFields, settings: SettingFields): string {
  const value = settings[name];
  if (name === "enrollmentHost") return settings.enrollmentHost ?? "As configured on the server";
  if (typeof value === "boolean") return value ? "On" : "Off";
  if (value === null) return name === "autoDeleteAfterDays" ? "Never" : "None";
  if (name === "autoDeleteAfterDays") return `${formatCount(Number(value), "day")} disconnected`;
  if (typeof value === "string") return value;
  return name === "maximumUpperBound" ? formatNumber(value) : formatCount(value, "day");
}
