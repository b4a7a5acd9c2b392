"use client";

import { type OneTimeKey, OneTimeKeyDialog } from "@/components/one-time-key/one-time-key-dialog";
import { useTimeZone } from "@/components/shell/clock";
import { formatDateTime } from "@/lib/format/date";
import { formatCount } from "@/lib/format/number";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";

type CreatedKeyDialogProps = { created: { key: KeyRow; secret: OneTimeKey } | null; onDone: () => void };

/** The new key, once, with what it is for. */
export function CreatedKeyDialog({ created, onDone }: CreatedKeyDialogProps) {
  const zone = useTimeZone();
  const key = created?.key;
  const facts = key
    ? [
        key.groupName,
        key.maximum === null ? "Unlimited uses" : formatCount(key.maximum, "use"),
        key.expiresAt === null ? "Never expires" : `Expires ${formatDateTime(key.expiresAt, zone)}`,
        key.signingCertificateName,
      ]
    : [];
  return (
    <OneTimeKeyDialog
      secret={created?.secret ?? null}
      title={`${key?.name ?? "The key"} is ready`}
      description={facts.join(" · ")}
      recoverable={key?.viewOrExport ?? false}
      onDone={onDone}
    />
  );
}
