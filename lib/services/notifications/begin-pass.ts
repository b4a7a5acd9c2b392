import "server-only";
import type { Tx } from "@/lib/db";
import type { Thresholds } from "@/lib/services/notifications/schema";
import { Prisma } from "@/prisma/generated/client";

/** Only one process looks at a time. */
const LOCK = 7_245_091_820_115n;
/** A pause this long between two passes: nobody was listening, so that silence since then says nothing. */
const BREAK_SECONDS = 120;
/** How often everything is looked at, whether it changed or not. */
const WHOLE_MINUTES = 60;
/** Numbers of the audit log are given before their row is there: a late one is this far behind at most. */
const MARGIN = 1_000;
/** More changed keys than this are not looked at one by one. */
const MOST_TOUCHED = 5_000;

type Progress = {
  newest: bigint;
  newestBefore: bigint;
  floor: bigint;
  wholeDue: boolean;
  /** null at the first pass. */
  checkedAt: Date | null;
  watchedMinutes: number;
};

export type Pass = {
  thresholds: Thresholds;
  /** Ids of the keys about which anything may be otherwise than at the last pass; null for all there are. */
  touched: string[] | null;
  /** For how long connectors could report without a break. */
  watchedMinutes: number;
};

/**
 * Takes the lock of a pass, notes that it happened, and finds what it has to look at: the keys that the audit log names since
 * the pass before the last, those that the clock brought over a threshold, and once an hour all. In: a transaction. Out: null when
 * another process is at it.
 */
export async function beginPass(tx: Tx): Promise<Pass | null> {
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`;
  if (!lock?.taken) return null;
  const {
    version,
    updatedAt: _at,
    updatedByName: _by,
    singleton: _one,
    ...thresholds
  } = await tx.notificationSettings.findFirstOrThrow();
  const progress = await readProgress(tx, version);
  const touched =
    progress.wholeDue || progress.checkedAt === null
      ? null
      : await findTouched(tx, progress.floor, progress.checkedAt, thresholds);
  await tx.$executeRaw`
    UPDATE notification_progress SET floor_seq = ${progress.newestBefore}::bigint, newest_seq = ${progress.newest}::bigint,
      checked_at = now(), settings_version = ${version}::int,
      whole_at = CASE WHEN ${touched === null}::boolean THEN now() ELSE whole_at END,
      watching_since = CASE WHEN checked_at > now() - make_interval(secs => ${BREAK_SECONDS}::int)
        THEN COALESCE(watching_since, now()) ELSE now() END`;
  return { thresholds, touched, watchedMinutes: progress.watchedMinutes };
}

async function readProgress(tx: Tx, settingsVersion: number): Promise<Progress> {
  const [progress] = await tx.$queryRaw<Progress[]>`
    SELECT COALESCE((SELECT max(seq) FROM audit_events), 0) AS newest, newest_seq AS "newestBefore", floor_seq - ${MARGIN}::bigint AS floor,
      checked_at AS "checkedAt",
      whole_at IS NULL OR whole_at < now() - make_interval(mins => ${WHOLE_MINUTES}::int)
        OR settings_version <> ${settingsVersion}::int AS "wholeDue",
      CASE WHEN checked_at > now() - make_interval(secs => ${BREAK_SECONDS}::int)
        THEN COALESCE(extract(epoch FROM now() - watching_since) / 60, 0) ELSE 0 END::float8 AS "watchedMinutes"
    FROM notification_progress`;
  if (!progress) throw new Error("the row of notification_progress is missing");
  return progress;
}

async function findTouched(tx: Tx, floor: bigint, checkedAt: Date, { expiringDays }: Thresholds) {
  const crossed = (days: number) => Prisma.sql`
    SELECT k.id FROM provisioning_keys k
    WHERE k.deleted_at IS NULL AND k.standing IN ('usable', 'exhausted')
      AND k.expiry_order > ${checkedAt}::timestamptz + make_interval(days => ${days}::int) - interval '1 minute'
      AND k.expiry_order <= now() + make_interval(days => ${days}::int)`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH recent AS MATERIALIZED (
      SELECT DISTINCT target_type, target_id FROM audit_events
      WHERE seq > ${floor}::bigint AND target_type IN ('provisioning_key', 'connector_group')
        AND action <> ALL ('{key.revealed,key.copied,key.downloaded,enrollment.refused}'::text[])
    )
    SELECT id::text FROM (
      SELECT target_id AS id FROM recent WHERE target_type = 'provisioning_key'
      UNION
      SELECT k.id FROM provisioning_keys k JOIN recent r ON r.target_type = 'connector_group' AND r.target_id = k.group_id
      UNION ${crossed(0)} UNION ${crossed(expiringDays ?? 0)}
    ) AS touched LIMIT ${MOST_TOUCHED + 1}`;
  return rows.length > MOST_TOUCHED ? null : rows.map(({ id }) => id);
}
