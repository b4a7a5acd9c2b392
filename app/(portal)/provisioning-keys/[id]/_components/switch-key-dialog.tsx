"use client";

import { CirclePause, CirclePlay } from "lucide-react";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format/number";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import { useParamDialog } from "../../../_components/use-param-dialog";
import { bulkDisableKeysAction, bulkEnableKeysAction } from "../../actions";

/** Asks before a key is disabled or enabled, and says what that does. */
export function SwitchKeyDialog({ detail, to }: { detail: KeyDetail; to: "disable" | "enable" }) {
  const router = useRouter();
  const { open, close } = useParamDialog(to, detail.id);
  const isOff = to === "disable";
  const { enrolled } = detail.connectors;

  const confirm = async () => {
    const result = await (isOff ? bulkDisableKeysAction : bulkEnableKeysAction)({ ids: [detail.id] });
    if (!result.ok) return result.error.message;
    const [done] = result.data;
    if (done?.outcome === "skipped") return done.reason ?? "The key cannot be changed.";
    close();
    toast.success(`${detail.name} ${isOff ? "disabled" : "enabled"}`);
    router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      icon={isOff ? <CirclePause /> : <CirclePlay />}
      title={`${isOff ? "Disable" : "Enable"} ${detail.name}?`}
      confirmLabel={isOff ? "Disable key" : "Enable key"}
      onConfirm={confirm}
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 marker:text-fg-3">
        {isOff ? (
          <>
            <li>New enrollments are refused with key_disabled from that moment on.</li>
            <li>
              {enrolled === 0
                ? "No App Connector has enrolled with it."
                : `${formatCount(enrolled, "App Connector")} that enrolled with it ${enrolled === 1 ? "keeps" : "keep"} working.`}
            </li>
            <li>It can be enabled again at any time.</li>
          </>
        ) : (
          <li>
            Enrollments with it are accepted again
            {detail.groupEnabled
              ? ", as far as its expiry and its limit allow."
              : ` once its group ${detail.groupName} is enabled too.`}
          </li>
        )}
      </ul>
    </ConfirmDialog>
  );
}
