import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { lockConnector, targetConnector } from "@/lib/services/connectors/lock-connector";
import { revokeCertificates } from "@/lib/services/connectors/revoke-certificates";
import { oneConnectorSchema } from "@/lib/services/connectors/schema";
import { verb } from "@/lib/services/verb";

/**
 * Revokes a connector for good: it is refused from the commit on, on every instance, and its certificates are on the next
 * revocation list. It stays listed. In: its id. Out: whether it changed. Throws `not_found`, and what `verb` throws.
 */
export const revokeConnector = verb({
  permission: "connector.write",
  effect: "write",
  input: oneConnectorSchema,
  run: async ({ input, actor, tx }) => {
    const connector = await lockConnector(tx, input.id);
    const { id, name } = connector;
    if (connector.revokedAt !== null) return { id, name, changed: false };
    await tx.$executeRaw`
      UPDATE connectors SET revoked_at = clock_timestamp(), version = version + 1 WHERE id = ${id}::uuid`;
    const certificates = await revokeCertificates(tx, id, "privilegeWithdrawn");
    await emitAudit(tx, actor, {
      action: "connector.revoked",
      target: targetConnector(connector),
      after: { certificates },
    });
    return { id, name, changed: true };
  },
});
