import { can } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { getGroup } from "@/lib/services/connector-groups/get";
import { readGroupUse } from "@/lib/services/connector-groups/remove";
import { pagesFor } from "../../_components/pages-for";
import type { GroupsDialog } from "../search-params";
import { DeleteGroupDialog } from "./delete-group-dialog";
import { GroupFormDialog } from "./group-form-dialog";
import { SwitchGroupDialog } from "./switch-group-dialog";
import { UnavailableGroupDialog } from "./unavailable-group-dialog";

/** The dialog that the address asks for, with what it needs; or why it cannot be opened. */
export async function GroupDialog({ actor, dialog }: { actor: UserActor; dialog: GroupsDialog }) {
  const { kind } = dialog;
  const value = dialog.kind === "add" ? "1" : dialog.id;
  if (!can(actor.role, "group.write")) {
    const reason = `Your role does not ${kind} groups. Ask an Admin or Owner.`;
    return <UnavailableGroupDialog parameter={kind} value={value} reason={reason} />;
  }
  if (dialog.kind === "add") return <GroupFormDialog group={null} />;
  try {
    const group = await getGroup(actor, { id: dialog.id });
    if (dialog.kind === "edit") return <GroupFormDialog key={`${group.id}-${group.version}`} group={group} />;
    if (dialog.kind === "disable" || dialog.kind === "enable") {
      const isDone = group.enabled === (dialog.kind === "enable");
      if (!isDone) return <SwitchGroupDialog key={`${group.id}-${dialog.kind}`} group={group} to={dialog.kind} />;
      const reason = `${group.name} is ${group.enabled ? "enabled" : "disabled"} already.`;
      return <UnavailableGroupDialog parameter={kind} value={value} reason={reason} />;
    }
    return (
      <DeleteGroupDialog
        key={group.id}
        group={group}
        use={await readGroupUse(actor, { id: group.id })}
        hasConnectors={pagesFor(actor.role).includes("connectors")}
      />
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return <UnavailableGroupDialog parameter={kind} value={value} reason={error.message} />;
  }
}
