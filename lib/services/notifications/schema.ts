import { z } from "zod";

/** What administrators are told of. The words in webhook messages are in EVENT_TYPES. */
export const NOTIFICATION_KINDS = [
  "key_near_limit",
  "key_at_limit",
  "key_expiring",
  "key_refused",
  "certificate_expiring",
  "connector_disconnected",
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export const KIND_WORDS = {
  key_near_limit: "Key near its limit",
  key_at_limit: "Key at its limit",
  key_expiring: "Key expiring",
  key_refused: "Refused in numbers",
  certificate_expiring: "Certificate expiring",
  connector_disconnected: "App Connector disconnected",
} as const satisfies Record<NotificationKind, string>;

/** The `type` of a webhook message; fixed, since receivers choose by it. */
export const EVENT_TYPES = {
  key_near_limit: "key.near_limit",
  key_at_limit: "key.limit_reached",
  key_expiring: "key.expiring",
  key_refused: "key.refused",
  certificate_expiring: "certificate.expiring",
  connector_disconnected: "connector.disconnected",
} as const satisfies Record<NotificationKind, string>;

/** Facts of a notification; which of them are there depends on its kind. */
export const notificationDataSchema = z.object({
  used: z.number().optional(),
  maximum: z.number().optional(),
  percent: z.number().optional(),
  groupId: z.string().optional(),
  groupName: z.string().optional(),
  expiresAt: z.string().optional(),
  /** Whole days that were left, or minutes of silence, when it was noticed. */
  days: z.number().optional(),
  minutes: z.number().optional(),
  lastSeenAt: z.string().optional(),
  attempts: z.number().optional(),
  code: z.string().optional(),
  /** The first few of those that are told of at once, and of how many groups they are. */
  names: z.array(z.string()).optional(),
  groups: z.number().optional(),
});
export type NotificationData = z.infer<typeof notificationDataSchema>;

function wholeNumber(min: number, max: number, what: string) {
  const message = `Enter ${what} from ${min} to ${max.toLocaleString("en-US")}.`;
  return z.number({ error: message }).int(message).min(min, message).max(max, message);
}

const NUMBER = "a whole number";
/** Bounds of the thresholds, for the form's steppers too. */
export const THRESHOLD_BOUNDS = {
  nearLimitPercent: { min: 1, max: 99, first: 80 },
  expiringDays: { min: 1, max: 365, first: 14 },
  refusedAttempts: { min: 1, max: 1_000_000, first: 100 },
  certificateDays: { min: 1, max: 365, first: 30 },
  disconnectedMinutes: { min: 1, max: 10_080, first: 5 },
} as const;

const threshold = (name: keyof typeof THRESHOLD_BOUNDS, what = NUMBER) => {
  const { min, max } = THRESHOLD_BOUNDS[name];
  return wholeNumber(min, max, what).nullable();
};

/** From when on each kind is told of; null is not at all. */
export const thresholdsSchema = z.strictObject({
  nearLimitPercent: threshold("nearLimitPercent", "a whole per cent"),
  atLimit: z.boolean({ error: "Choose whether this is told." }),
  expiringDays: threshold("expiringDays", "a whole number of days"),
  refusedAttempts: threshold("refusedAttempts"),
  certificateDays: threshold("certificateDays", "a whole number of days"),
  disconnectedMinutes: threshold("disconnectedMinutes", "a whole number of minutes"),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** Edit: `version` is the one the user saw; every field is given. */
export const updateThresholdsSchema = z.strictObject({
  version: z.int("Load the page again: the version of the settings is missing.").min(1),
  ...thresholdsSchema.shape,
});
export type ThresholdsForm = z.input<typeof updateThresholdsSchema>;

const seqSchema = z.string().regex(/^[1-9][0-9]{0,17}$/, "This is not the number of a notification.");

export const NOTIFICATIONS_PER_PAGE = 50;

/** A page of the list: of one kind or all, unread ones only or all, older than one or from the newest on. */
export const listNotificationsSchema = z.strictObject({
  kind: z.enum(NOTIFICATION_KINDS).nullable(),
  unread: z.boolean(),
  before: seqSchema.nullable(),
});
export type ListNotificationsInput = z.infer<typeof listNotificationsSchema>;

export const markReadSchema = z.strictObject({ seq: seqSchema });
/** Up to which one is read: what came meanwhile stays unread. */
export const markAllReadSchema = z.strictObject({ upTo: seqSchema });
