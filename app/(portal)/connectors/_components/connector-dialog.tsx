import { can } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { getConnector } from "@/lib/services/connectors/get";
import { countDisconnected } from "@/lib/services/connectors/remove-disconnected";
import { UnavailableDialog } from "../../_components/unavailable-dialog";
import type { ConnectorsDialog } from "../search-params";
import { CleanupDialog } from "./cleanup-dialog";
import { ConfirmConnectorDialog } from "./confirm-connector-dialog";
import { ConnectorFormDialog } from "./connector-form-dialog";
import { explainUnavailable } from "./connector-verbs";

const DONE = {
  edit: "edited",
  approve: "approved",
  decline: "declined",
  disable: "disabled",
  enable: "enabled",
  revoke: "revoked",
  delete: "deleted",
};

/** The dialog that the address asks for, with what it needs; or why it cannot be opened. */
export async function ConnectorDialog({ actor, dialog }: { actor: UserActor; dialog: ConnectorsDialog }) {
  const { kind } = dialog;
  const value = kind === "cleanup" ? "1" : dialog.id;
  const title = kind === "cleanup" ? "Connectors cannot be deleted" : `This App Connector cannot be ${DONE[kind]}`;
  const refuse = (reason: string) => <UnavailableDialog {...{ title, parameter: kind, value, reason }} />;
  if (!can(actor.role, "connector.write")) {
    return refuse("Your role does not change App Connectors. Ask an Admin or Owner.");
  }
  if (kind === "cleanup") return <CleanupDialog counts={await countDisconnected(actor, {})} />;
  try {
    const connector = await getConnector(actor, { id: dialog.id });
    const reason = explainUnavailable(connector, kind);
    if (reason) return refuse(reason);
    if (kind === "edit") {
      return <ConnectorFormDialog key={`${connector.id}-${connector.version}`} connector={connector} />;
    }
    return <ConfirmConnectorDialog key={`${connector.id}-${kind}`} connector={connector} verb={kind} />;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return refuse(error.message);
  }
}
