import "server-only";
import { AppError } from "@/lib/errors";
import { FORECAST_HOURS, FORECAST_SLICES, type UseWindow } from "@/lib/services/provisioning-keys/activity/forecast";
import { KEY_PERIODS, type KeyPeriod, keyActivitySchema } from "@/lib/services/provisioning-keys/activity/schema";
import { verb } from "@/lib/services/verb";

/** Points of the curve for each period: every 30 minutes, every 3 hours, every 12 hours. */
const STEPS: Record<KeyPeriod, number> = { "24h": 48, "7d": 56, "30d": 60 };

/** How the count of a key rose, by the database's clock. */
export type KeyUses = {
  now: string;
  /** Begin of the period. */
  since: string;
  /** The count now. */
  used: number;
  /** The count at equal distances from `since` to `now`. */
  points: { at: string; uses: number }[];
  /** What a forecast is made from. */
  windows: UseWindow[];
};

type Raw = { now: Date; createdAt: Date; used: number; window: number; step: number; at: Date; uses: number };

/**
 * Cumulative uses of a key over a period, in one statement. Enrollments are numbered in the order of the count, so the count at
 * an instant is found by halving along the index of numbers: some dozen looks each, whether the key has ten uses or a
 * million. Uses taken within the same seconds by requests that waited for each other may change sides of that instant. Uses whose
 * enrollment is not known (sample data) count as older than the others.
 * In: id, period. Throws `not_found`, and what `verb` throws.
 */
export const readKeyUses = verb({
  permission: "key.read",
  effect: "read",
  input: keyActivitySchema,
  run: async ({ input: { id, period }, tx }): Promise<KeyUses> => {
    const hours = [KEY_PERIODS[period], ...FORECAST_HOURS];
    const steps = [STEPS[period], ...FORECAST_HOURS.map(() => FORECAST_SLICES)];
    const rows = await tx.$queryRaw<Raw[]>`
      WITH k AS (
        SELECT id, used, created_at, now() AS now FROM provisioning_keys WHERE id = ${id}::uuid AND deleted_at IS NULL
      ), asked AS (
        -- A forecast looks no further back than the key exists; the curve begins where its period does.
        SELECT w."window", s.step, k.now - CASE WHEN w."window" = 1 THEN w.length ELSE least(w.length, k.now - k.created_at) END
          * (1 - s.step::float8 / w.steps) AS at
        FROM k, (SELECT a."window", make_interval(hours => a.hours) AS length, a.steps
                   FROM unnest(${hours}::int[], ${steps}::int[]) WITH ORDINALITY AS a (hours, steps, "window")) AS w,
          generate_series(0, w.steps) AS s (step)
      )
      SELECT k.now, k.created_at AS "createdAt", k.used, asked."window"::int, asked.step, asked.at,
        CASE WHEN asked.at < k.created_at THEN 0 ELSE found.uses END AS uses
      FROM k, asked, LATERAL (
        WITH RECURSIVE search (low, high) AS (
          SELECT 0, k.used
          UNION ALL
          SELECT CASE WHEN e.at > asked.at THEN low ELSE middle END, CASE WHEN e.at > asked.at THEN e.ordinal - 1 ELSE high END
          FROM (SELECT low, high, (low + high + 1) / 2 AS middle FROM search WHERE low < high) AS half
          LEFT JOIN LATERAL (
            SELECT n.at, n.ordinal FROM enrollments n WHERE n.key_id = k.id AND n.ordinal <= middle ORDER BY n.ordinal DESC LIMIT 1
          ) AS e ON true
        )
        SELECT max(low) AS uses FROM search
      ) AS found
      ORDER BY asked."window", asked.step`;
    const [first] = rows;
    if (!first) throw new AppError("not_found", "There is no such provisioning key, or it was deleted.");
    const points = rows.filter(({ window }) => window === 1);
    return {
      now: first.now.toISOString(),
      since: first.at.toISOString(),
      used: first.used,
      points: points.map(({ at, uses }) => ({ at: at.toISOString(), uses })),
      windows: FORECAST_HOURS.map((_, index) => toWindow(rows.filter(({ window }) => window === index + 2))),
    };
  },
});

function toWindow(rows: readonly Raw[]): UseWindow {
  const counts = rows.map(({ uses }) => uses);
  const [begin, end] = [rows.at(0)?.at.getTime() ?? 0, rows.at(-1)?.at.getTime() ?? 0];
  return {
    hours: (end - begin) / 3_600_000,
    slices: counts.slice(1).map((uses, index) => uses - (counts[index] ?? 0)),
  };
}
