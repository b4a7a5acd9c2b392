import "server-only";
import { VERY_SOON_DAYS } from "@/lib/services/signing-certificates/schema";
import { Prisma } from "@/prisma/generated/client";

/**
 * A signing certificate that is in use, the Root or one that may sign, and whose end is near: as near as the settings say, then
 * a week, then past. Each is told once. In: days of the settings. Out: the stages in days, from the nearest.
 */
export function listStages(certificateDays: number): number[] {
  return [...new Set([0, Math.min(VERY_SOON_DAYS, certificateDays), certificateDays])];
}

/** Whether a signing certificate `c` ends within `days`. */
export const endsWithin = (days: Prisma.Sql) => Prisma.sql`c.certificate IS NOT NULL
  AND (c.signing_allowed OR c.kind = 'ROOT') AND c.not_after <= now() + make_interval(days => ${days})`;
