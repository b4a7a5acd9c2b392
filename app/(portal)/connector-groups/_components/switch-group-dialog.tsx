"use client";

import { Ban, CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format/number";
import type { GroupRow } from "@/lib/services/connector-groups/group-row";
import { useParamDialog } from "../../_components/use-param-dialog";
import { switchGroupAction } from "../actions";

/** Asks before a group is disabled or enabled, and says what that does to its keys and connectors. */
export function SwitchGroupDialog({ group, to }: { group: GroupRow; to: "disable" | "enable" }) {
  const router = useRouter();
  const { open, close } = useParamDialog(to, group.id);
  const isOff = to === "disable";
  const keys = formatCount(group.keys, "provisioning key");
  const connectors = formatCount(group.connectors, "enrolled App Connector");
  const verb = group.keys === 1 ? "enrolls" : "enroll";

  const confirm = async () => {
    const result = await switchGroupAction({ id: group.id, enabled: !isOff });
    if (!result.ok) return result.error.message;
    close();
    toast.success(`${group.name} ${isOff ? "disabled" : "enabled"}`);
    router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      danger={isOff}
      icon={isOff ? <Ban /> : <CircleCheck />}
      title={`${isOff ? "Disable" : "Enable"} ${group.name}?`}
      confirmLabel={isOff ? "Disable group" : "Enable group"}
      onConfirm={confirm}
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 marker:text-fg-3">
        {group.keys === 0 ? (
          <li>The group has no provisioning key, so nothing enrolls into it {isOff ? "now" : "until it has one"}.</li>
        ) : (
          <li>
            <b className="font-medium text-fg">{keys}</b>{" "}
            {isOff
              ? `${verb} no connector from this moment on, until the group is enabled again.`
              : `${verb} connectors again, where ${group.keys === 1 ? "it is" : "they are"} enabled, not expired and below the limit.`}
          </li>
        )}
        {isOff ? (
          <li>
            {group.connectors === 0 ? (
              "No App Connector is enrolled in it."
            ) : (
              <>
                <b className="font-medium text-fg">{connectors}</b> {group.connectors === 1 ? "keeps" : "keep"} working
                and keep{group.connectors === 1 ? "s its certificate" : " their certificates"}.
              </>
            )}
          </li>
        ) : null}
      </ul>
    </ConfirmDialog>
  );
}
