import "server-only";
import { hasStatus } from "@/lib/services/connectors/status-sql";
import { Prisma } from "@/prisma/generated/client";

/** Restarts and short losses within this time are one disconnection, not one each. */
export const STEADY_MINUTES = 15;

/** A connector `c` that is disconnected and has been silent for so many minutes. */
export const isSilent = (disconnectedMinutes: number) => Prisma.sql`c.deleted_at IS NULL
  AND ${hasStatus(["disconnected"])} AND c.last_seen_at < now() - make_interval(mins => ${disconnectedMinutes}::int)`;

/** Whether it was heard of, or nobody expects it to be, so that its silence is over: the opposite, without the minutes. */
export const IS_BACK = Prisma.sql`c.deleted_at IS NOT NULL OR NOT ${hasStatus(["disconnected"])}`;
