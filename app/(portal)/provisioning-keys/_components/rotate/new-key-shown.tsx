"use client";

import { Check, Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { OneTimeKeyPanel } from "@/components/one-time-key/one-time-key-panel";
import { saveTextFile } from "@/components/one-time-key/save-text-file";
import { AbsoluteTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogBody, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";

/** `oldValidUntil`: until when the old string works; null = not any more. */
export type NewKey = { key: KeyRow; provisioningKey: string; fileName: string; oldValidUntil: string | null };

/** The new string of a rotated key, this once; it can be left when the string is kept. */
export function NewKeyShown({ made, onDone }: { made: NewKey; onDone: () => void }) {
  const router = useRouter();
  const checkbox = useId();
  const [kept, setKept] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const { key, provisioningKey, fileName, oldValidUntil } = made;
  const safe = kept || confirmed;
  return (
    <>
      <DialogHeader
        icon={<Check className="size-4" />}
        iconTone="ok"
        title={`${key.name} rotated`}
        description={`New fingerprint ${key.fingerprint}`}
        hideClose
      />
      <DialogBody>
        <p className="text-fg-2">
          {oldValidUntil === null ? (
            "Hand out this string from now on. Enrollments with the old one are refused."
          ) : (
            <>
              Hand out this string from now on. The old one works until <AbsoluteTime at={oldValidUntil} until />.
            </>
          )}
        </p>
        <OneTimeKeyPanel
          secret={{ text: provisioningKey, fileName }}
          recoverable={key.viewOrExport}
          safe={safe}
          onKept={() => setKept(true)}
        />
        <Button
          className="self-start"
          icon={<Download className="size-3.5" />}
          title={fileName}
          onClick={() => {
            saveTextFile(fileName, provisioningKey);
            setKept(true);
          }}
        >
          Download key
        </Button>
      </DialogBody>
      <DialogFooter
        note={
          <label htmlFor={checkbox} className="flex items-center gap-2.5">
            <Checkbox id={checkbox} checked={confirmed} onCheckedChange={(checked) => setConfirmed(checked === true)} />
            I have stored this key in a safe place
          </label>
        }
      >
        <Button
          size="lg"
          variant="primary"
          disabledReason={safe ? undefined : "Copy, download or confirm first"}
          onClick={() => {
            onDone();
            router.refresh();
          }}
        >
          Done
        </Button>
      </DialogFooter>
    </>
  );
}
