import "server-only";
import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { formatNotification } from "@/lib/format/notification";
import { notificationPath } from "@/lib/format/notification-path";
import type { News } from "@/lib/services/notifications/news";
import { EVENT_TYPES } from "@/lib/services/notifications/schema";
import { TEST_EVENT } from "@/lib/services/webhook/schema";

/** With as many waiting, a receiver has been down for long; what comes then is in the portal only. */
const MOST_WAITING = 1_000;

/**
 * Adds a message for each notification, where there is a webhook that is switched on. In: the transaction that makes the notifications,
 * which are given with their ids. Throws what the database throws.
 */
export async function enqueueMessages(tx: Tx, told: readonly { id: string; news: News }[]): Promise<void> {
  const webhook = await tx.webhook.findFirst({ where: { enabled: true }, select: { id: true } });
  if (!webhook || told.length === 0) return;
  const waiting = await tx.webhookDelivery.count({ where: { state: "waiting" }, take: MOST_WAITING });
  const now = new Date();
  await tx.webhookDelivery.createMany({
    data: told.map(({ id, news }, index) => ({
      notificationId: id,
      event: EVENT_TYPES[news.kind],
      body: formatMessage(id, news, now),
      ...(waiting + index < MOST_WAITING ? { nextTryAt: now } : { state: "dropped", finishedAt: now }),
    })),
  });
}

function formatMessage(id: string, { kind, target, count, data }: News, at: Date): string {
  const text = formatNotification({ kind, name: target?.name ?? null, targetType: target?.type ?? null, count, data });
  const url = `${env.APP_URL}${notificationPath({ kind, data }, target)}`;
  return JSON.stringify({
    type: EVENT_TYPES[kind],
    timestamp: at.toISOString(),
    data: { notificationId: id, target, count, ...data, url },
    text: `${text} ${url}`,
  });
}

/** In: the time. Out: the body of a test message. */
export function formatTest(at: Date): string {
  return JSON.stringify({
    type: TEST_EVENT,
    timestamp: at.toISOString(),
    data: { url: `${env.APP_URL}/settings/notifications` },
    text: "This is a test message from Latchkey.",
  });
}
