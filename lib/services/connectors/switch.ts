import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { lockConnector, targetConnector } from "@/lib/services/connectors/lock-connector";
import { switchConnectorSchema } from "@/lib/services/connectors/schema";
import { verb } from "@/lib/services/verb";

/**
 * Enables or disables a connector: what is asked for is a state, so one that is in it already stays as it is. A disabled one is
 * refused from the commit on; its certificate stays, so that it can be enabled again.
 * In: id and the state. Out: whether it changed. Throws `not_found`, and what `verb` throws.
 */
export const switchConnector = verb({
  permission: "connector.write",
  effect: "write",
  input: switchConnectorSchema,
  run: async ({ input, actor, tx }) => {
    const connector = await lockConnector(tx, input.id);
    const changed = connector.enabled !== input.enabled;
    if (changed) {
      await tx.connector.update({
        where: { id: connector.id },
        data: { enabled: input.enabled, version: { increment: 1 } },
        select: { id: true },
      });
      const action = input.enabled ? "connector.enabled" : "connector.disabled";
      await emitAudit(tx, actor, { action, target: targetConnector(connector) });
    }
    return { changed, name: connector.name };
  },
});
