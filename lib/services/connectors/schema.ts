import { z } from "zod";

/**
 * What a connector is now, first match wins. Pending and refused have no certificate; revoked and certificate-expired cannot
 * connect any more; waiting has not reported since it enrolled.
 */
export const CONNECTOR_STATUSES = [
  "pending",
  "refused",
  "revoked",
  "certificate_expired",
  "disabled",
  "connected",
  "waiting",
  "disconnected",
] as const;

export type ConnectorStatus = (typeof CONNECTOR_STATUSES)[number];

/** After so many heartbeats that did not come a connector counts as disconnected. */
export const MISSED_HEARTBEATS = 3;

const connectorId = z.uuid("This is not the id of an App Connector.");

export const oneConnectorSchema = z.strictObject({ id: connectorId });
export const switchConnectorSchema = z.strictObject({
  id: connectorId,
  enabled: z.boolean({ error: "Choose enabled or disabled." }),
});
