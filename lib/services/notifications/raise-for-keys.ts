import "server-only";
import type { Tx } from "@/lib/db";
import type { Pass } from "@/lib/services/notifications/begin-pass";
import { KEY_AT_LIMIT } from "@/lib/services/notifications/kinds/key-at-limit";
import { KEY_EXPIRING } from "@/lib/services/notifications/kinds/key-expiring";
import type { KeyKind } from "@/lib/services/notifications/kinds/key-kind";
import { KEY_NEAR_LIMIT } from "@/lib/services/notifications/kinds/key-near-limit";
import { mergeMany, type News, SAMPLE } from "@/lib/services/notifications/news";
import type { NotificationData, NotificationKind } from "@/lib/services/notifications/schema";
import { Prisma } from "@/prisma/generated/client";

/** So many take a second or two, well within what a statement may; what is left comes with the next look. */
const MOST_AT_ONCE = 100_000;

const KEY_KINDS: readonly KeyKind[] = [KEY_NEAR_LIMIT, KEY_AT_LIMIT, KEY_EXPIRING];

/** What became the case of keys since the last pass, and notes what is over. In: a transaction, the pass. Out: what to tell. */
export async function raiseForKeys(tx: Tx, { thresholds, touched }: Pass): Promise<News[]> {
  if (touched?.length === 0) return [];
  const news: News[] = [];
  for (const { kind, holds } of KEY_KINDS) {
    const condition = holds(thresholds) ?? Prisma.sql`false`;
    const among = (id: Prisma.Sql) =>
      touched === null ? Prisma.sql`true` : Prisma.sql`${id} = ANY(${touched}::uuid[])`;
    await tx.$executeRaw`
      DELETE FROM notification_conditions n
      WHERE n.kind = ${kind} AND ${among(Prisma.sql`n.target_id`)}
        AND NOT EXISTS (SELECT 1 FROM provisioning_keys k WHERE k.id = n.target_id AND ${condition})`;
    const begun = await tx.$executeRaw`
      INSERT INTO notification_conditions (kind, target_id, since)
      SELECT ${kind}, k.id, now() FROM provisioning_keys k
      WHERE ${condition} AND ${among(Prisma.sql`k.id`)}
        AND NOT EXISTS (SELECT 1 FROM notification_conditions n WHERE n.kind = ${kind} AND n.target_id = k.id)
      LIMIT ${MOST_AT_ONCE}
      ON CONFLICT DO NOTHING`;
    if (begun === MOST_AT_ONCE) await tx.notificationProgress.updateMany({ data: { wholeAt: null } });
    const { nearLimitPercent: percent } = thresholds;
    const shared = kind === "key_near_limit" && percent !== null ? { percent } : {};
    if (begun > 0) news.push(...mergeMany(kind, begun, await selectBegun(tx, kind), shared));
  }
  return news;
}

type KeyRow = {
  id: string;
  name: string;
  used: number;
  maximum: number | null;
  percent: number | null;
  expiresAt: Date | null;
  days: number | null;
  groupId: string;
  groupName: string;
};

async function selectBegun(tx: Tx, kind: NotificationKind): Promise<News[]> {
  const rows = await tx.$queryRaw<KeyRow[]>`
    SELECT k.id::text, k.name, k.used, k.maximum, k.utilization AS percent, k.expires_at AS "expiresAt",
      CASE WHEN k.expires_at > now() THEN ceil(extract(epoch FROM k.expires_at - now()) / 86400)::int END AS days,
      k.group_id::text AS "groupId", k.group_name AS "groupName"
    FROM notification_conditions n JOIN provisioning_keys k ON k.id = n.target_id
    WHERE n.since = now() AND n.kind = ${kind} ORDER BY k.name_key, k.id LIMIT ${SAMPLE}`;
  return rows.map((row) => ({
    kind,
    target: { type: "provisioning_key", id: row.id, name: row.name },
    count: 1,
    data: toData(kind, row),
  }));
}

function toData(kind: NotificationKind, row: KeyRow): NotificationData {
  const { groupId, groupName, used } = row;
  if (kind === "key_expiring") {
    return { groupId, groupName, days: row.days ?? 0, expiresAt: row.expiresAt?.toISOString() ?? "" };
  }
  return { groupId, groupName, used, maximum: row.maximum ?? 0, percent: row.percent ?? 0 };
}
