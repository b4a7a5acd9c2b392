import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { lockConnector, targetConnector } from "@/lib/services/connectors/lock-connector";
import { revokeCertificates } from "@/lib/services/connectors/revoke-certificates";
import { oneConnectorSchema } from "@/lib/services/connectors/schema";
import { verb } from "@/lib/services/verb";

/**
 * Deletes a connector: its certificates are revoked, it is refused from the commit on, and its use of the key stays counted.
 * In: its id. Out: its name. Throws `not_found`, and what `verb` throws.
 */
export const removeConnector = verb({
  permission: "connector.write",
  effect: "write",
  input: oneConnectorSchema,
  run: async ({ input, actor, tx }) => {
    const connector = await lockConnector(tx, input.id);
    const { id, name, state, enabled } = connector;
    await tx.$executeRaw`
      UPDATE connectors SET deleted_at = clock_timestamp(), version = version + 1 WHERE id = ${id}::uuid`;
    const certificates = await revokeCertificates(tx, id, "cessationOfOperation");
    await emitAudit(tx, actor, {
      action: "connector.deleted",
      target: targetConnector(connector),
      before: { name, state: state.toLowerCase(), enabled },
      after: { certificates },
    });
    return { id, name };
  },
});
