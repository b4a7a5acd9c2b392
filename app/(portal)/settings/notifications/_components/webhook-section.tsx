import type { UserActor } from "@/lib/services/actor";
import { getWebhook } from "@/lib/services/webhook/get";
import { listDeliveries } from "@/lib/services/webhook/list-deliveries";
import { DeliveryLog } from "./delivery-log";
import { WebhookCard } from "./webhook-card";

const SEQ = /^[1-9][0-9]{0,17}$/;

/** For owners: where notifications are sent, and what became of the messages. */
export async function WebhookSection({ actor, before }: { actor: UserActor; before: string | string[] | undefined }) {
  const from = typeof before === "string" && SEQ.test(before) ? before : null;
  const [webhook, log] = await Promise.all([getWebhook(actor, {}), listDeliveries(actor, { before: from })]);
  return (
    <>
      <WebhookCard webhook={webhook} />
      {webhook === null && log.rows.length === 0 ? null : (
        <DeliveryLog log={log} isFirst={from === null} canSend={webhook !== null} />
      )}
    </>
  );
}
