import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { assertWaiting } from "@/lib/services/connectors/approve";
import { lockConnector, targetConnector } from "@/lib/services/connectors/lock-connector";
import { oneConnectorSchema } from "@/lib/services/connectors/schema";
import { verb } from "@/lib/services/verb";

/**
 * Refuses a connector that waits for approval, for good: its public key is told `connector_revoked` from then on. The use stays
 * counted. In: its id. Out: its name. Throws `not_found`, `conflict` when it does not wait any more, and what `verb` throws.
 */
export const declineConnector = verb({
  permission: "connector.write",
  effect: "write",
  input: oneConnectorSchema,
  run: async ({ input, actor, tx }) => {
    const connector = await lockConnector(tx, input.id);
    assertWaiting(connector);
    await tx.connector.update({
      where: { id: connector.id },
      data: { state: "REFUSED", version: { increment: 1 } },
      select: { id: true },
    });
    await emitAudit(tx, actor, { action: "connector.declined", target: targetConnector(connector) });
    return { id: connector.id, name: connector.name };
  },
});
