import "server-only";
import type { Tx } from "@/lib/db";
import { MISSED_HEARTBEATS } from "@/lib/services/connectors/schema";
import type { Pass } from "@/lib/services/notifications/begin-pass";
import { IS_BACK, isSilent, STEADY_MINUTES } from "@/lib/services/notifications/kinds/connector-disconnected";
import { MOST_SINGLE, type News } from "@/lib/services/notifications/news";

const KIND = "connector_disconnected";
/** More than this of one group at once are told of together. */
const MOST_SINGLE_IN_GROUP = 3;

/**
 * App Connectors that fell silent since the last pass; many of one group at once are one notification, and those that follow them
 * soon are added to it. While nobody could hear them, since Latchkey or its database stood still, silence says nothing.
 * In: a transaction, the pass. Out: what to tell.
 */
export async function raiseForConnectors(tx: Tx, { thresholds, watchedMinutes }: Pass): Promise<News[]> {
  const { disconnectedMinutes } = thresholds;
  if (disconnectedMinutes === null) {
    await tx.$executeRaw`DELETE FROM notification_conditions WHERE kind = ${KIND}`;
    return [];
  }
  await tx.$executeRaw`
    DELETE FROM notification_conditions n USING connectors c
    WHERE n.kind = ${KIND} AND c.id = n.target_id AND (${IS_BACK})
      AND n.since < now() - make_interval(mins => ${STEADY_MINUTES}::int)`;
  if (watchedMinutes < Math.max(disconnectedMinutes, await readSilence(tx))) return [];
  const begun = await tx.$executeRaw`
    INSERT INTO notification_conditions (kind, target_id, since)
    SELECT ${KIND}, c.id, now() FROM connectors c
    WHERE ${isSilent(disconnectedMinutes)}
      AND NOT EXISTS (SELECT 1 FROM notification_conditions n WHERE n.kind = ${KIND} AND n.target_id = c.id)
    ON CONFLICT DO NOTHING`;
  return begun === 0 ? [] : await tellByGroup(tx);
}

/** Minutes after which a connector that was never heard would be called disconnected. */
async function readSilence(tx: Tx): Promise<number> {
  const { heartbeatInterval } = await tx.tenant.findFirstOrThrow({ select: { heartbeatInterval: true } });
  return (heartbeatInterval * MISSED_HEARTBEATS) / 60;
}

type GroupRow = { groupId: string; groupName: string; count: number; names: string[] };

async function tellByGroup(tx: Tx): Promise<News[]> {
  const groups = await tx.$queryRaw<GroupRow[]>`
    SELECT g.id::text AS "groupId", g.name AS "groupName", count(*)::int AS count,
      (array_agg(c.name ORDER BY c.name_key, c.id))[1:3] AS names
    FROM notification_conditions n JOIN connectors c ON c.id = n.target_id JOIN connector_groups g ON g.id = c.group_id
    WHERE n.since = now() AND n.kind = ${KIND}
    GROUP BY g.id, g.name, g.name_key ORDER BY count(*) DESC, g.name_key`;
  const fresh: GroupRow[] = [];
  for (const group of groups) if (!(await addToRecent(tx, group))) fresh.push(group);
  const count = fresh.reduce((sum, group) => sum + group.count, 0);
  if (count > MOST_SINGLE && fresh.length > MOST_SINGLE) {
    return [
      { kind: KIND, target: null, count, data: { names: fresh.slice(0, 3).map(nameGroup), groups: fresh.length } },
    ];
  }
  const few = fresh.filter((group) => group.count <= MOST_SINGLE_IN_GROUP);
  const many = fresh.filter((group) => group.count > MOST_SINGLE_IN_GROUP);
  const single = few.length === 0 ? [] : await selectSingle(tx, few);
  return [
    ...many.map(({ groupId: id, groupName: name, count, names }): News => {
      return { kind: KIND, target: { type: "connector_group", id, name }, count, data: { names } };
    }),
    ...single,
  ];
}

const nameGroup = ({ groupName }: GroupRow) => groupName;

/** Out: whether a notification about many of this group was made a moment ago, and now counts these too. */
async function addToRecent(tx: Tx, { groupId, count }: GroupRow): Promise<boolean> {
  const added = await tx.$executeRaw`
    UPDATE notifications SET count = count + ${count}::int
    WHERE seq = (
      SELECT max(seq) FROM notifications
      WHERE created_at > now() - make_interval(mins => ${STEADY_MINUTES}::int)
        AND kind = ${KIND} AND target_type = 'connector_group' AND target_id = ${groupId}::uuid)`;
  return added > 0;
}

type ConnectorRow = { id: string; name: string; groupId: string; groupName: string; lastSeenAt: Date; minutes: number };

async function selectSingle(tx: Tx, groups: readonly GroupRow[]): Promise<News[]> {
  const rows = await tx.$queryRaw<ConnectorRow[]>`
    SELECT c.id::text, c.name, g.id::text AS "groupId", g.name AS "groupName", c.last_seen_at AS "lastSeenAt",
      floor(extract(epoch FROM now() - c.last_seen_at) / 60)::int AS minutes
    FROM notification_conditions n JOIN connectors c ON c.id = n.target_id JOIN connector_groups g ON g.id = c.group_id
    WHERE n.since = now() AND n.kind = ${KIND} AND g.id = ANY (${groups.map(({ groupId }) => groupId)}::uuid[])
    ORDER BY c.last_seen_at, c.id`;
  return rows.map(({ id, name, groupId, groupName, lastSeenAt, minutes }) => ({
    kind: KIND,
    target: { type: "connector", id, name },
    count: 1,
    data: { groupId, groupName, minutes, lastSeenAt: lastSeenAt.toISOString() },
  }));
}
