"use client";

import { ShieldOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Checkbox } from "@/components/ui/checkbox";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { RevocationPreview } from "@/lib/services/provisioning-keys/revocation/preview";
import { revokeEverythingAction } from "../../actions";
import { useAddressDialog } from "../use-address-dialog";

type RevokeEverythingDialogProps = { id: string; preview: RevocationPreview };

/** Shows what revoking everything a key made would do, and does it. Whoever enrolls meanwhile makes it ask again. */
export function RevokeEverythingDialog({ id, preview }: RevokeEverythingDialogProps) {
  const router = useRouter();
  const checkbox = useId();
  const { open, close } = useAddressDialog("revoke", id);
  const [seen, setSeen] = useState(preview);
  const [disableKey, setDisableKey] = useState(true);
  const canDisable = seen.enabled && seen.managedBy === null;
  const connectors = formatCount(seen.connectors, "App Connector");
  const rest = seen.connectors - seen.named.length;

  const revoke = async () => {
    const result = await revokeEverythingAction({
      id,
      expected: seen.connectors,
      disableKey: canDisable && disableKey,
    });
    if (!result.ok) {
      if (result.error.code === "conflict") setSeen(result.error.details as RevocationPreview);
      return result.error.message;
    }
    const { revoked, certificates, disabled } = result.data;
    close();
    toast.success(`${formatCount(revoked, "App Connector")} revoked`, {
      description: `${formatCount(certificates, "certificate")} on the next revocation list.${disabled ? ` ${seen.name} is disabled.` : ""}`,
    });
    router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      danger
      icon={<ShieldOff className="size-4" />}
      title={`Revoke everything ${seen.name} made?`}
      confirmLabel={seen.connectors === 0 ? "Revoke" : `Revoke ${connectors}`}
      blockedReason={seen.connectors === 0 ? "There is nothing to revoke" : undefined}
      onConfirm={revoke}
    >
      <dl className="grid grid-cols-4 divide-x rounded-md border max-md:grid-cols-2 max-md:divide-x-0">
        <Figure label="App Connectors" value={seen.connectors} />
        <Figure label="Connected now" value={seen.connected} />
        <Figure label="Certificates" value={seen.certificates} />
        <Figure label="Gone before" value={seen.done} />
      </dl>
      {seen.connectors > 0 ? (
        <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 marker:text-fg-3">
          <li className="[overflow-wrap:anywhere]">
            {seen.named.join(", ")}
            {rest > 0 ? ` and ${formatNumber(rest)} more` : ""}.{" "}
            <TextLink href={`/connectors?filter=key:any:${id}`} prefetch={false}>
              See them all
            </TextLink>
          </li>
          <li>They are refused at once, on every instance, and their certificates are on the next revocation list.</li>
          {seen.pending > 0 ? (
            <li>
              {formatNumber(seen.pending)} of them still {seen.pending === 1 ? "waits" : "wait"} for approval.
            </li>
          ) : null}
          <li>It cannot be undone: to come back, a machine enrolls again with a new private key.</li>
        </ul>
      ) : (
        <p className="text-fg-2">Every App Connector that enrolled with this key is revoked or deleted already.</p>
      )}
      {seen.connectors > 0 && canDisable ? (
        <div className="flex items-start gap-2.5 rounded-md border px-3 py-2.5">
          <Checkbox
            id={checkbox}
            checked={disableKey}
            onCheckedChange={(checked) => setDisableKey(checked === true)}
            aria-describedby={`${checkbox}-hint`}
            className="mt-0.5"
          />
          <div className="min-w-0">
            <label htmlFor={checkbox} className="font-medium">
              Also disable the key
            </label>
            <p id={`${checkbox}-hint`} className="text-xs text-fg-3">
              Otherwise whoever has it can enroll again. It can be enabled later.
            </p>
          </div>
        </div>
      ) : null}
    </ConfirmDialog>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div className="flex flex-col-reverse px-3 py-2">
      <dt className="text-xs text-fg-3">{label}</dt>
      <dd className="text-lg font-semibold tabular-nums">{formatNumber(value)}</dd>
    </div>
  );
}
