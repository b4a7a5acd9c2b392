"use server";

import { action } from "@/lib/http/action";
import type { UserActor } from "@/lib/services/actor";
import { listGroupOptions } from "@/lib/services/connector-groups/list-options";
import { approveConnector } from "@/lib/services/connectors/approve";
import { declineConnector } from "@/lib/services/connectors/decline";
import { countConnectors } from "@/lib/services/connectors/list";
import { removeConnector } from "@/lib/services/connectors/remove";
import { removeDisconnected } from "@/lib/services/connectors/remove-disconnected";
import { revokeConnector } from "@/lib/services/connectors/revoke-one";
import { switchConnector } from "@/lib/services/connectors/switch";
import { updateConnector } from "@/lib/services/connectors/update";
import { listKeys } from "@/lib/services/provisioning-keys/list";

export const countConnectorsAction = action(countConnectors);
export const updateConnectorAction = action(updateConnector);
export const switchConnectorAction = action(switchConnector);
export const approveConnectorAction = action(approveConnector);
export const declineConnectorAction = action(declineConnector);
export const revokeConnectorAction = action(revokeConnector);
export const removeConnectorAction = action(removeConnector);
export const removeDisconnectedAction = action(removeDisconnected);

export const listGroupChoicesAction = action(listGroupOptions);

/** Keys by name, group or fingerprint, for a filter that names some. */
export const listKeyChoicesAction = action(async (actor: UserActor, { q }: { q: string }) => {
  const { rows, total } = await listKeys(actor, { q, sort: "name", perPage: 50 });
  return { keys: rows.map(({ id, name }) => ({ id, name })), more: total > rows.length };
});
