import { can } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { getKey } from "@/lib/services/provisioning-keys/get";
import { readKeyImpact } from "@/lib/services/provisioning-keys/impact";
import { listKeyOptions } from "@/lib/services/provisioning-keys/options";
import { previewRevocation } from "@/lib/services/provisioning-keys/revocation/preview";
import { readRotation } from "@/lib/services/provisioning-keys/rotation/read";
import type { KeysDialog } from "../search-params";
import {
  DeleteKeyDialog,
  EditKeyDialog,
  RevokeEverythingDialog,
  RotateKeyDialog,
  UnavailableDialog,
} from "./lazy-dialogs";
import { explainManaged } from "./row-reasons";

type KeyDialogProps = {
  actor: UserActor;
  dialog: KeysDialog;
  /** Where to go once the key was deleted, if not to what the dialog stands over. */
  afterDelete?: string;
};

/** The dialog that the address asks for, with what it needs; or why it cannot be opened. */
export async function KeyDialog({ actor, dialog, afterDelete }: KeyDialogProps) {
  const { id, kind } = dialog;
  try {
    if (dialog.kind === "revoke") {
      if (!can(actor.role, "connector.write"))
        return <UnavailableDialog parameter={kind} id={id} reason={explainRole("revoke connectors")} />;
      return <RevokeEverythingDialog key={id} id={id} preview={await previewRevocation(actor, { id })} />;
    }
    const detail = await getKey(actor, { id });
    if (detail.managedBy !== null)
      return <UnavailableDialog parameter={kind} id={id} reason={explainManaged(detail)} />;
    if (!detail.canEdit) {
      return <UnavailableDialog parameter={kind} id={id} reason={explainRole(`${kind} keys`)} />;
    }
    if (dialog.kind === "delete")
      return (
        <DeleteKeyDialog
          key={id}
          id={id}
          impact={await readKeyImpact(actor, { id })}
          {...(afterDelete !== undefined && { goTo: afterDelete })}
        />
      );
    if (dialog.kind === "rotate")
      return <RotateKeyDialog key={id} detail={detail} secrets={await readRotation(actor, { id })} />;
    const options = await listKeyOptions(actor, {});
    return (
      <EditKeyDialog
        key={`${id}-${detail.version}`}
        detail={detail}
        certificates={options.signingCertificates}
        upperBound={options.maximumUpperBound}
        focus={dialog.kind === "edit" ? dialog.focus : null}
      />
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return <UnavailableDialog parameter={kind} id={id} reason={error.message} />;
  }
}

function explainRole(what: string): string {
  return `Your role does not ${what}. Ask an Admin or Owner.`;
}
