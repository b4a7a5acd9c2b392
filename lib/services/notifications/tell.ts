import "server-only";
import type { Tx } from "@/lib/db";
import type { Actor } from "@/lib/services/actor";
import { emitAudits } from "@/lib/services/audit";
import type { News } from "@/lib/services/notifications/news";
import { KIND_WORDS } from "@/lib/services/notifications/schema";
import { enqueueMessages } from "@/lib/services/webhook/enqueue";

/**
 * Writes notifications and what is sent of them, with an audit row each by which open pages hear of them. In: the transaction of the pass, its actor, what to
 * tell. Out: how many.
 */
export async function tell(tx: Tx, actor: Actor, news: readonly News[]): Promise<number> {
  if (news.length === 0) return 0;
  const rows = await tx.notification.createManyAndReturn({
    data: news.map(({ kind, target, count, data }) => ({
      kind,
      count,
      data,
      ...(target && { targetType: target.type, targetId: target.id, targetName: target.name }),
    })),
    select: { id: true },
  });
  await enqueueMessages(
    tx,
    news.map((one, index) => ({ id: rows[index]?.id ?? "", news: one })),
  );
  await emitAudits(
    tx,
    actor,
    news.map(({ kind, target, count }, index) => ({
      action: "notification.raised",
      target: { type: "notification", id: rows[index]?.id ?? "", name: KIND_WORDS[kind] },
      after: { kind, count, ...(target && { targetType: target.type, targetId: target.id, targetName: target.name }) },
    })),
  );
  return news.length;
}
