"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Checkbox } from "@/components/ui/checkbox";
import { toast } from "@/components/ui/toast";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { KeyImpact } from "@/lib/services/provisioning-keys/impact";
import { RESTORE_DAYS } from "@/lib/services/provisioning-keys/schema";
import { removeKeyAction, restoreKeyAction } from "../actions";
import { useAddressDialog } from "./use-address-dialog";

const NAME_SHOWN = 32;

type DeleteKeyDialogProps = {
  id: string;
  impact: KeyImpact;
  /** Where to go once the key is gone, where it cannot be here. */
  goTo?: string;
};

/** Asks before a key is deleted: what stops, what goes on, and, as a choice of its own, whether its connectors are revoked. */
export function DeleteKeyDialog({ id, impact, goTo }: DeleteKeyDialogProps) {
  const router = useRouter();
  const checkbox = useId();
  const { open, close } = useAddressDialog("delete", id);
  const [revoke, setRevoke] = useState(false);
  const leaving = useRef(false);
  const { name, enrolled, active, pending } = impact;
  const connectors = formatCount(enrolled, "App Connector");
  const letters = [...name];
  const short = letters.length > NAME_SHOWN ? `${letters.slice(0, NAME_SHOWN).join("")}…` : name;

  const restore = async () => {
    const result = await restoreKeyAction({ id }).catch(() => null);
    if (result?.ok) toast.success(`${name} restored`);
    else
      toast.error(`${name} was not restored`, { description: result?.error.message ?? "The server did not answer." });
    router.refresh();
  };
  const remove = async () => {
    const result = await removeKeyAction({ id, version: impact.version, revokeConnectors: revoke });
    if (!result.ok) return result.error.message;
    const { revokedConnectors } = result.data;
    if (goTo === undefined) {
      close();
    } else {
      leaving.current = true;
      router.push(goTo);
    }
    toast.success(`${name} deleted`, {
      description:
        revokedConnectors > 0
          ? `${formatCount(revokedConnectors, "App Connector")} revoked.`
          : `It can be restored for ${RESTORE_DAYS} days.`,
      // What was revoked stays revoked, so that restoring would not be the way back it looks like.
      ...(revokedConnectors === 0 ? { action: { label: "Undo", onClick: () => void restore() } } : {}),
    });
    if (goTo === undefined) router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={() => {
        // Taking the dialog out of the address would take the place of the way to another page.
        if (!leaving.current) close();
      }}
      danger
      icon={<Trash2 />}
      title={`Delete ${name}?`}
      confirmLabel={`Delete ${short}`}
      onConfirm={remove}
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 marker:text-fg-3">
        <li>No App Connector can enroll with this key from that moment on.</li>
        <li>
          {enrolled === 0 ? (
            "No App Connector has enrolled with it."
          ) : (
            <>
              <b className="font-medium text-fg">{connectors}</b> enrolled with it ({formatNumber(active)} active
              {pending > 0 ? `, ${formatNumber(pending)} pending` : ""}) and{" "}
              {revoke ? <b className="font-medium text-bad-fg">will lose access</b> : "will keep working"}.
            </>
          )}
        </li>
        <li>It can be restored for {RESTORE_DAYS} days with its count unchanged. Its name is free at once.</li>
      </ul>
      {enrolled > 0 ? (
        <div className="flex items-start gap-2.5 rounded-md border px-3 py-2.5">
          <Checkbox
            id={checkbox}
            checked={revoke}
            onCheckedChange={(checked) => setRevoke(checked === true)}
            aria-describedby={`${checkbox}-hint`}
            className="mt-0.5"
          />
          <div className="min-w-0">
            <label htmlFor={checkbox} className="font-medium">
              Also revoke the {connectors} that enrolled with it
            </label>
            <p id={`${checkbox}-hint`} className="text-xs text-fg-3">
              Their certificates are revoked and they are refused at once. This cannot be undone.
            </p>
          </div>
        </div>
      ) : null}
    </ConfirmDialog>
  );
}
