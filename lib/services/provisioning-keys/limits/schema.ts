import { z } from "zod";
import type { FieldErrors } from "@/lib/errors";
import { MAXIMUM_LIMIT } from "@/lib/services/provisioning-keys/schema";

const DAY = 86_400_000;

/** The tenant's upper bounds for keys; null = none. */
const keyBoundsSchema = z.object({
  maximumUpperBound: z.number().nullable(),
  keyLifetimeUpperBoundDays: z.number().nullable(),
});

export type KeyBounds = z.output<typeof keyBoundsSchema>;

/** In: a wanted maximum and the tenant's bounds. Out: what is wrong with it, by field. */
export function checkMaximum(maximum: number | null, bounds: KeyBounds): FieldErrors {
  const bound = bounds.maximumUpperBound ?? MAXIMUM_LIMIT;
  if (maximum === null ? bounds.maximumUpperBound === null : maximum <= bound) return {};
  const most = bound.toLocaleString("en-US");
  return { maximum: `The settings of this tenant allow at most ${most} App Connectors for each key.` };
}

/**
 * In: a wanted expiry (ISO; null = none), the database's clock, the time the key was created, the tenant's bounds.
 * Out: what is wrong with it, by field. A lifetime is counted from creation, so that edits cannot stretch it.
 */
export function checkExpiry(
  expiresAt: string | null,
  times: { now: Date; createdAt: Date },
  bounds: KeyBounds,
): FieldErrors {
  const days = bounds.keyLifetimeUpperBoundDays;
  if (expiresAt === null) {
    return days === null ? {} : { expiresAt: `The settings of this tenant ask for an expiry within ${days} days.` };
  }
  const expiry = Date.parse(expiresAt);
  if (expiry <= times.now.getTime()) return { expiresAt: "Choose a time in the future." };
  if (days !== null && expiry > times.createdAt.getTime() + days * DAY) {
    return { expiresAt: `The settings of this tenant allow at most ${days} days from the creation of a key.` };
  }
  return {};
}
