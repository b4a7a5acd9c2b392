import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { getKey } from "@/lib/services/provisioning-keys/get";
import { readKeyImpact } from "@/lib/services/provisioning-keys/impact";
import { listKeyOptions } from "@/lib/services/provisioning-keys/options";
import type { KeysDialog } from "../search-params";
import { DeleteKeyDialog, EditKeyDialog, UnavailableDialog } from "./lazy-dialogs";
import { explainManaged } from "./row-reasons";

/** The dialog that the address asks for, with what it needs; or why it cannot be opened. */
export async function KeyDialog({ actor, dialog }: { actor: UserActor; dialog: KeysDialog }) {
  const { id, kind } = dialog;
  try {
    const detail = await getKey(actor, { id });
    if (detail.managedBy !== null)
      return <UnavailableDialog parameter={kind} id={id} reason={explainManaged(detail)} />;
    if (!detail.canEdit) {
      const reason = `Your role does not ${kind} keys. Ask an Admin or Owner.`;
      return <UnavailableDialog parameter={kind} id={id} reason={reason} />;
    }
    if (dialog.kind === "delete")
      return <DeleteKeyDialog key={id} id={id} impact={await readKeyImpact(actor, { id })} />;
    const options = await listKeyOptions(actor, {});
    return (
      <EditKeyDialog
        key={`${id}-${detail.version}`}
        detail={detail}
        certificates={options.signingCertificates}
        upperBound={options.maximumUpperBound}
        focus={dialog.focus}
      />
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return <UnavailableDialog parameter={kind} id={id} reason={error.message} />;
  }
}
