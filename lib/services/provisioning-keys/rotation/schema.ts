import { z } from "zod";
import { oneKeySchema, removeKeySchema } from "@/lib/services/provisioning-keys/schema";

const GRACE_MESSAGE = "Choose how long the old key goes on working: from nothing to 90 days.";
/** Minutes for which a replaced key string may go on working. */
export const GRACE_LIMIT = 90 * 24 * 60;
/** The grace periods that are offered, in minutes. */
export const GRACE_OFFERED = [0, 60, 24 * 60, 7 * 24 * 60, 30 * 24 * 60] as const;
export const GRACE_DEFAULT = 24 * 60;

export const graceSchema = z.int(GRACE_MESSAGE).min(0, GRACE_MESSAGE).max(GRACE_LIMIT, GRACE_MESSAGE);

/** Rotate: `requestId` is made once per form, so that sending it twice rotates once; `version` is the one the user saw. */
export const rotateKeySchema = removeKeySchema.pick({ id: true, version: true }).extend({
  requestId: z.uuid("Load the page again: the request has no id."),
  graceMinutes: graceSchema,
});

export const endRotationSchema = oneKeySchema;
export type RotateKeyForm = z.input<typeof rotateKeySchema>;
