import "server-only";
import { lockConnector } from "@/lib/services/connectors/lock-connector";
import { removeConnectorsIn } from "@/lib/services/connectors/remove-in";
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
    const { id, name } = await lockConnector(tx, input.id);
    await removeConnectorsIn(tx, actor, [id]);
    return { id, name };
  },
});
