import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** Attempts are counted over this long; their windows are ten minutes each (lib/enrollment/count-refusals.ts). */
export const REFUSED_MINUTES = 60;

/** Keys that were refused lately: id, attempts of the last hour, and the reason most of them met. */
export const REFUSED_KEYS = Prisma.sql`
  SELECT target_id, sum(attempts)::bigint AS attempts, (array_agg(code ORDER BY attempts DESC, code))[1] AS code FROM refusal_counts
  WHERE window_start > now() - make_interval(mins => ${REFUSED_MINUTES}::int) AND target_type = 'provisioning_key'
  GROUP BY target_id`;

/** A key `k` that is neither deleted nor disabled. */
export const IS_IN_USE = Prisma.sql`k.deleted_at IS NULL AND k.standing <> 'disabled'`;
