import { z } from "zod";
import { oneKeySchema } from "@/lib/services/provisioning-keys/schema";

/** The periods over which the page of a key looks back, in hours. */
export const KEY_PERIODS = { "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;
export type KeyPeriod = keyof typeof KEY_PERIODS;

export const keyPeriodSchema = z.enum(["24h", "7d", "30d"]);

/** A key and a period that ends now. */
export const keyActivitySchema = oneKeySchema.extend({ period: keyPeriodSchema });
