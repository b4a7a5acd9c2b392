import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/db";
import { beginPass } from "@/lib/services/notifications/begin-pass";
import { raiseForCertificates } from "@/lib/services/notifications/raise-for-certificates";
import { raiseForConnectors } from "@/lib/services/notifications/raise-for-connectors";
import { raiseForKeys } from "@/lib/services/notifications/raise-for-keys";
import { raiseForRefusals } from "@/lib/services/notifications/raise-for-refusals";
import { tell } from "@/lib/services/notifications/tell";
import { verb } from "@/lib/services/verb";

/** Notifications are kept for this long. */
export const KEPT_DAYS = 90;
const MOST_PURGED = 5_000;

/**
 * One look at everything administrators are told of: what became the case since the last one is told, once; what is over is
 * forgotten, so that it is told again when it comes again. Among processes that do this at once, one works and the others find
 * nothing to do. In: the actor of a timer. Out: how many notifications were made. Throws what `verb` throws.
 */
export const raiseNotifications = verb({
  permission: "settings.write",
  effect: "write",
  timeout: 30_000,
  input: z.strictObject({}),
  run: async ({ actor, tx }): Promise<{ raised: number }> => {
    const pass = await beginPass(tx);
    if (pass === null) return { raised: 0 };
    const news = [
      ...(await raiseForKeys(tx, pass)),
      ...(await raiseForRefusals(tx, pass.thresholds.refusedAttempts)),
      ...(await raiseForCertificates(tx, pass.thresholds.certificateDays)),
      ...(await raiseForConnectors(tx, pass)),
    ];
    if (pass.touched === null) await purge(tx);
    return { raised: await tell(tx, actor, news) };
  },
});

async function purge(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM notifications WHERE seq IN (
      SELECT seq FROM notifications WHERE created_at < now() - make_interval(days => ${KEPT_DAYS}::int)
      ORDER BY created_at LIMIT ${MOST_PURGED})`;
  await tx.$executeRaw`
    DELETE FROM webhook_deliveries WHERE id IN (
      SELECT id FROM webhook_deliveries WHERE created_at < now() - make_interval(days => ${KEPT_DAYS}::int)
      ORDER BY created_at LIMIT ${MOST_PURGED})`;
}
