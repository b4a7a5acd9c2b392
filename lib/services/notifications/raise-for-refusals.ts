import "server-only";
import type { Tx } from "@/lib/db";
import { IS_IN_USE, REFUSED_KEYS, REFUSED_MINUTES } from "@/lib/services/notifications/kinds/key-refused";
import { mergeMany, type News, SAMPLE } from "@/lib/services/notifications/news";

const KIND = "key_refused";

type Row = { id: string; name: string; groupId: string; groupName: string; attempts: bigint; code: string };

/**
 * Keys that began to be refused in numbers. It is over when half as many attempts are left of the last hour, so that a number
 * that swings about the threshold is told once. In: a transaction, the threshold. Out: what to tell.
 */
export async function raiseForRefusals(tx: Tx, refusedAttempts: number | null): Promise<News[]> {
  if (refusedAttempts === null) {
    await tx.$executeRaw`DELETE FROM notification_conditions WHERE kind = ${KIND}`;
    return [];
  }
  await tx.$executeRaw`
    DELETE FROM notification_conditions n
    WHERE n.kind = ${KIND} AND NOT EXISTS (
      SELECT 1 FROM (${REFUSED_KEYS}) AS r JOIN provisioning_keys k ON k.id = r.target_id
      WHERE r.target_id = n.target_id AND r.attempts * 2 >= ${refusedAttempts}::int AND ${IS_IN_USE})`;
  const begun = await tx.$executeRaw`
    INSERT INTO notification_conditions (kind, target_id, since)
    SELECT ${KIND}, k.id, now() FROM (${REFUSED_KEYS}) AS r JOIN provisioning_keys k ON k.id = r.target_id
    WHERE r.attempts >= ${refusedAttempts}::int AND ${IS_IN_USE}
    ON CONFLICT DO NOTHING`;
  if (begun === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT k.id::text, k.name, k.group_id::text AS "groupId", k.group_name AS "groupName", r.attempts, r.code
    FROM notification_conditions n JOIN provisioning_keys k ON k.id = n.target_id JOIN (${REFUSED_KEYS}) AS r ON r.target_id = k.id
    WHERE n.since = now() AND n.kind = ${KIND} ORDER BY r.attempts DESC, k.id LIMIT ${SAMPLE}`;
  const first = rows.map(({ id, name, attempts, ...data }): News => {
    return {
      kind: KIND,
      target: { type: "provisioning_key", id, name },
      count: 1,
      data: { ...data, attempts: Number(attempts), minutes: REFUSED_MINUTES },
    };
  });
  return mergeMany(KIND, begun, first);
}
