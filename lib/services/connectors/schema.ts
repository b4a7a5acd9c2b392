import { z } from "zod";
import { descriptionSchema } from "@/lib/services/connector-groups/schema";
import { nameSchema } from "@/lib/services/name/schema";

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

export const STATUS_WORDS: Record<ConnectorStatus, string> = {
  pending: "Pending approval",
  refused: "Declined",
  revoked: "Revoked",
  certificate_expired: "Certificate expired",
  disabled: "Disabled",
  connected: "Connected",
  waiting: "Not connected yet",
  disconnected: "Disconnected",
};

/** After so many heartbeats that did not come a connector counts as disconnected. */
export const MISSED_HEARTBEATS = 3;

const connectorId = z.uuid("This is not the id of an App Connector.");

/** What of a connector can be edited. */
export const connectorFieldsSchema = z.strictObject({
  name: nameSchema,
  description: descriptionSchema.unwrap(),
  enabled: z.boolean({ error: "Choose enabled or disabled." }),
});
export type ConnectorFields = z.output<typeof connectorFieldsSchema>;

/** Edit: `version` is the one the user saw; every field is given. */
export const updateConnectorSchema = z.strictObject({
  id: connectorId,
  version: z.int("Load the page again: the version of the connector is missing.").min(1),
  ...connectorFieldsSchema.shape,
});

/** For how many days a connector must have been disconnected to be deleted with the others like it. */
export const DISCONNECTED_DAYS_OFFERED = [14, 30, 60, 90] as const;
/** How many connectors one statement deletes: it takes well under a second. */
export const REMOVE_BATCH = 500;

export const removeDisconnectedSchema = z.strictObject({
  days: z.literal(DISCONNECTED_DAYS_OFFERED, { error: "Choose 14, 30, 60 or 90 days." }),
});

export const oneConnectorSchema = z.strictObject({ id: connectorId });
export const switchConnectorSchema = z.strictObject({
  id: connectorId,
  enabled: z.boolean({ error: "Choose enabled or disabled." }),
});
