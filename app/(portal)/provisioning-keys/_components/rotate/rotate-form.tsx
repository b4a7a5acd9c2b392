"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Field } from "@/components/form/field";
import { useTimeZone } from "@/components/shell/clock";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogClose, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { formatDateTime } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import type { KeySecret } from "@/lib/services/provisioning-keys/rotation/read";
import { GRACE_DEFAULT } from "@/lib/services/provisioning-keys/rotation/schema";
import { rotateKeyAction } from "../../actions";
import { newRequestId } from "../new-request-id";
import { GRACE_CHOICES } from "./grace-words";
import type { NewKey } from "./new-key-shown";

type RotateFormProps = { detail: KeyDetail; secrets: readonly KeySecret[]; onMade: (made: NewKey) => void };

/** Says what a rotation does and asks for the grace period. A request whose answer was lost is repeated with the same id. */
export function RotateForm({ detail, secrets, onMade }: RotateFormProps) {
  const router = useRouter();
  const zone = useTimeZone();
  const [grace, setGrace] = useState<number>(GRACE_DEFAULT);
  const [requestId, setRequestId] = useState(newRequestId);
  const [failure, setFailure] = useState<string>();
  const [pending, startTransition] = useTransition();
  const running = secrets.find((secret) => secret.isAccepted && secret.validUntil !== null);

  const rotate = () =>
    startTransition(async () => {
      setFailure(undefined);
      const input = { id: detail.id, version: detail.version, graceMinutes: grace, requestId };
      const result = await rotateKeyAction(input).catch(() => null);
      if (result?.ok) {
        onMade(result.data);
        return;
      }
      if (result?.error.code === "conflict") {
        setRequestId(newRequestId());
        router.refresh();
      }
      setFailure(result?.error.message ?? "The server did not answer. Rotate again: a key is not rotated twice.");
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rotate();
      }}
    >
      <DialogHeader
        icon={<RefreshCw className="size-4" />}
        title={`Rotate ${detail.name}?`}
        description={`Current fingerprint ${detail.fingerprint}`}
      />
      <DialogBody>
        <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 marker:text-fg-3">
          <li>The key gets a new string. Its group, limit, expiry and allow list stay as they are.</li>
          <li>
            The count goes on from {formatNumber(detail.used)}
            {detail.maximum === null ? "" : ` of ${formatNumber(detail.maximum)}`}. App Connectors that enrolled keep
            working.
          </li>
          {detail.viewOrExport ? null : (
            <li>View or Export is off: the new string is shown once, here, and is not stored.</li>
          )}
        </ul>
        {running ? (
          <Banner tone="warn" title="A rotation is still in its grace period.">
            The string with fingerprint <code className="font-mono text-2xs">{running.fingerprint}</code> works until{" "}
            {formatDateTime(running.validUntil ?? "", zone)}. Rotating again ends it at once.
          </Banner>
        ) : null}
        <Field label="The old string goes on working for">
          <RadioGroup value={String(grace)} onValueChange={(value) => setGrace(Number(value))}>
            {GRACE_CHOICES.map(({ minutes, label, hint }) => (
              <Radio key={minutes} value={String(minutes)} label={label} hint={hint} />
            ))}
          </RadioGroup>
        </Field>
        {failure ? (
          <Banner tone="bad" role="alert">
            {failure}
          </Banner>
        ) : null}
      </DialogBody>
      <DialogFooter note="Written to the audit log">
        <DialogClose asChild>
          <Button size="lg">
            Cancel <Kbd className="max-md:hidden">Esc</Kbd>
          </Button>
        </DialogClose>
        <Button type="submit" size="lg" variant={grace === 0 ? "danger" : "primary"} busy={pending}>
          {grace === 0 ? "Rotate and refuse the old" : "Rotate key"}
        </Button>
      </DialogFooter>
    </form>
  );
}
