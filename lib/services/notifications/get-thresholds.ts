import "server-only";
import { z } from "zod";
import type { Thresholds } from "@/lib/services/notifications/schema";
import { verb } from "@/lib/services/verb";

export type ThresholdsDto = Thresholds & { version: number };

/** From when on each kind of notification is told. Out: the thresholds and their version. Throws what `verb` throws. */
export const getThresholds = verb({
  permission: "settings.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<ThresholdsDto> => {
    const row = await tx.notificationSettings.findFirstOrThrow();
    return {
      nearLimitPercent: row.nearLimitPercent,
      atLimit: row.atLimit,
      expiringDays: row.expiringDays,
      refusedAttempts: row.refusedAttempts,
      certificateDays: row.certificateDays,
      disconnectedMinutes: row.disconnectedMinutes,
      version: row.version,
    };
  },
});
