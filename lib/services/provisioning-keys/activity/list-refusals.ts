import "server-only";
import { explainRefusal } from "@/lib/enrollment/codes";
import { KEY_PERIODS, keyActivitySchema } from "@/lib/services/provisioning-keys/activity/schema";
import { verb } from "@/lib/services/verb";

/** How often a key was refused for one reason. */
export type KeyRefusals = {
  /** A reason code of the gateway (lib/enrollment/codes.ts). */
  code: string;
  /** What the code means, and what an administrator can do about it; null where there is nothing to do. */
  title: string;
  remedy: string | null;
  /** At least: a process that was killed lost what it counted in its last seconds. */
  attempts: number;
  /** Of these, in the last 24 hours. */
  lastDay: number;
  lastAt: string;
  lastIp: string;
};

type RawRefusals = Omit<KeyRefusals, "title" | "remedy" | "attempts" | "lastDay" | "lastAt"> & {
  attempts: bigint;
  lastDay: bigint;
  lastAt: Date;
};

/**
 * Refused attempts with a key by reason, the newest first. In: id and period. Out: KeyRefusals; a window of ten minutes that
 * reaches into the period counts whole; none for a key that is unknown. Throws what `verb` throws.
 */
export const listKeyRefusals = verb({
  permission: "key.read",
  effect: "read",
  input: keyActivitySchema,
  run: async ({ input, tx }): Promise<KeyRefusals[]> => {
    const hours = KEY_PERIODS[input.period];
    const rows = await tx.$queryRaw<RawRefusals[]>`
      SELECT code, sum(attempts)::bigint AS attempts,
        coalesce(sum(attempts) FILTER (WHERE last_at > now() - interval '24 hours'), 0)::bigint AS "lastDay",
        max(last_at) AS "lastAt", (array_agg(last_ip ORDER BY last_at DESC))[1] AS "lastIp"
      FROM refusal_counts
      WHERE target_type = 'provisioning_key' AND target_id = ${input.id}::uuid
        AND window_start > now() - make_interval(hours => ${hours}::int, mins => 10) AND last_at > now() - make_interval(hours => ${hours}::int)
      GROUP BY code ORDER BY max(last_at) DESC, code`;
    return rows.map((row) => ({
      ...row,
      ...explainRefusal(row.code),
      attempts: Number(row.attempts),
      lastDay: Number(row.lastDay),
      lastAt: row.lastAt.toISOString(),
    }));
  },
});
