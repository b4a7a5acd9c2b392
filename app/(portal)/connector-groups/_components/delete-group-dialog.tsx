"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format/number";
import type { GroupRow } from "@/lib/services/connector-groups/group-row";
import type { GroupUse } from "@/lib/services/connector-groups/remove";
import { useParamDialog } from "../../_components/use-param-dialog";
import { removeGroupAction } from "../actions";
import { connectorsHref, keysHref } from "./group-links";

type Used = GroupUse["keys"];

type DeleteGroupDialogProps = { group: GroupRow; use: GroupUse; hasConnectors: boolean };

/** Asks before a group is deleted; where something uses it, says what instead of asking. */
export function DeleteGroupDialog({ group, use: atFirst, hasConnectors }: DeleteGroupDialogProps) {
  const router = useRouter();
  const { open, close, hrefOf } = useParamDialog("delete", group.id);
  const [use, setUse] = useState(atFirst);
  const isUsed = use.keys.total + use.connectors.total > 0;
  const isOnRecord = use.deletedKeys.total + use.deletedConnectors.total > 0;

  const remove = async () => {
    const result = await removeGroupAction({ id: group.id, version: group.version });
    if (!result.ok) {
      if (result.error.code === "in_use") setUse(result.error.details as GroupUse);
      return result.error.message;
    }
    close();
    toast.success(`${group.name} deleted`);
    router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      danger
      icon={<Trash2 />}
      title={`Delete ${group.name}?`}
      confirmLabel="Delete group"
      blockedReason={isUsed ? "The group is in use" : isOnRecord ? "The group is on record" : undefined}
      onConfirm={remove}
    >
      {isUsed || isOnRecord ? (
        <div className="flex flex-col gap-3 text-fg-2">
          <p>
            {isUsed
              ? "A group that is in use cannot be deleted. It is used by:"
              : "A group that was used stays: what was deleted is kept on record with the group it belonged to. On record are:"}
          </p>
          <ul className="flex list-disc flex-col gap-1.5 pl-4.5 marker:text-fg-3">
            <UsedBy used={use.keys} noun="provisioning key" href={keysHref(group.id)} />
            <UsedBy
              used={use.connectors}
              noun="App Connector"
              {...(hasConnectors && { href: connectorsHref(group.id) })}
            />
            <UsedBy used={use.deletedKeys} noun="deleted provisioning key" />
            <UsedBy used={use.deletedConnectors} noun="deleted App Connector" />
          </ul>
          {group.enabled ? (
            <p>
              So that nothing enrolls into it any more,{" "}
              <TextLink href={hrefOf("disable")} scroll={false}>
                disable the group
              </TextLink>{" "}
              instead.
            </p>
          ) : (
            <p>The group is disabled: nothing enrolls into it.</p>
          )}
        </div>
      ) : (
        <p className="text-fg-2">No provisioning key and no App Connector uses it. Deleting it cannot be undone.</p>
      )}
    </ConfirmDialog>
  );
}

function UsedBy({ used, noun, href }: { used: Used; noun: string; href?: string }) {
  if (used.total === 0) return null;
  const count = formatCount(used.total, noun);
  const rest = used.total - used.names.length;
  return (
    <li className="[overflow-wrap:anywhere]">
      {href ? <TextLink href={href}>{count}</TextLink> : <b className="font-medium text-fg">{count}</b>}:{" "}
      {used.names.join(", ")}
      {rest > 0 ? ` and ${rest} more` : ""}
    </li>
  );
}
