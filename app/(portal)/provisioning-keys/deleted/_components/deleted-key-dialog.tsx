import { can } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { getDeletedKey } from "@/lib/services/deleted-keys/list";
import { previewRevocation } from "@/lib/services/provisioning-keys/revocation/preview";
import { UnavailableDialog } from "../../../_components/unavailable-dialog";
import { RevokeEverythingDialog } from "../../_components/lazy-dialogs";
import type { DeletedKeysDialog } from "../search-params";
import { RestoreKeyDialog } from "./restore-key-dialog";

/** The dialog that the address asks for, with what it needs; or why it cannot be opened. */
export async function DeletedKeyDialog({ actor, dialog }: { actor: UserActor; dialog: DeletedKeysDialog }) {
  const { kind, id } = dialog;
  const title = kind === "restore" ? "This key cannot be restored" : "Nothing can be revoked here";
  const refuse = (reason: string) => <UnavailableDialog {...{ title, parameter: kind, value: id, reason }} />;
  if (!can(actor.role, "key.write")) return refuse("Your role does not change keys. Ask an Admin or Owner.");
  try {
    if (kind === "revoke") {
      return <RevokeEverythingDialog key={id} id={id} preview={await previewRevocation(actor, { id })} />;
    }
    return <RestoreKeyDialog key={id} deleted={await getDeletedKey(actor, { id })} />;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return refuse(error.message);
  }
}
