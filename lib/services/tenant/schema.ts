import { z } from "zod";
import { normalizeHost } from "@/lib/provisioning-key/host";
import { shownNameSchema } from "@/lib/services/name/schema";

/** An enrollment host as it stands in provisioning keys: `host` or `host:port`, lower-cased (docs/provisioning-key-format.md). */
export const hostSchema = z.string().transform((value, context) => {
  const host = normalizeHost(value.trim());
  if (host.ok) return host.host;
  // The colon of an address would else be taken for that of a port.
  const message = value.includes("/")
    ? "Enter a host or host:port, without https:// and without a path."
    : host.message;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

export const LIFETIME_MAX_DAYS = 3_650;
export const BOUND_MAX = 1_000_000_000;

/** A connector must have been away at least so many days before it is deleted by itself. */
export const AUTO_DELETE_MIN_DAYS = 5;

function wholeNumber(max: number, what: string, min = 1) {
  const message = `Enter ${what} from ${min} to ${max.toLocaleString("en-US")}.`;
  return z.number({ error: message }).int(message).min(min, message).max(max, message);
}

/** The settings of the portal. An empty host follows ENROLL_PUBLIC_HOST; a bound of null is none; connectors are deleted by themselves never where the days are null. */
export const settingsSchema = z.strictObject({
  version: z.number().int().min(1),
  name: shownNameSchema,
  enrollmentHost: z
    .string({ error: "Enter a host." })
    .transform((value) => (value.trim() === "" ? null : value))
    .pipe(hostSchema.nullable()),
  certificateLifetimeDays: wholeNumber(LIFETIME_MAX_DAYS, "a whole number of days"),
  viewOrExportDefault: z.boolean({ error: "Choose the default." }),
  maximumUpperBound: wholeNumber(BOUND_MAX, "a whole number").nullable(),
  keyLifetimeUpperBoundDays: wholeNumber(LIFETIME_MAX_DAYS, "a whole number of days").nullable(),
  autoDeleteAfterDays: wholeNumber(LIFETIME_MAX_DAYS, "a whole number of days", AUTO_DELETE_MIN_DAYS).nullable(),
  autoDeleteDisabled: z.boolean({ error: "Choose whether disabled ones are deleted too." }),
});

export type SettingsForm = z.input<typeof settingsSchema>;
