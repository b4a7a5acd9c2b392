import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import {
  CONNECTOR_DETAILS,
  type ConnectorRow,
  type RawConnector,
  SELECTED_CONNECTOR,
  toConnectorRow,
} from "@/lib/services/connectors/connector-row";
import { oneConnectorSchema } from "@/lib/services/connectors/schema";
import { verb } from "@/lib/services/verb";

/** One connector. In: its id. Out: the row. Throws `not_found`, also for a deleted one, and what `verb` throws. */
export const getConnector = verb({
  permission: "connector.read",
  effect: "read",
  input: oneConnectorSchema,
  run: ({ input, tx }) => readConnectorRow(tx, input.id),
});

/** In: transaction and id. Out: the row. Throws `not_found`. */
export async function readConnectorRow(tx: Tx, id: string): Promise<ConnectorRow> {
  const [row] = await tx.$queryRaw<RawConnector[]>`
    SELECT ${SELECTED_CONNECTOR} FROM connectors c ${CONNECTOR_DETAILS} WHERE c.id = ${id}::uuid AND c.deleted_at IS NULL`;
  if (!row) throw new AppError("not_found", "There is no such App Connector, or it was deleted.");
  return toConnectorRow(row);
}
