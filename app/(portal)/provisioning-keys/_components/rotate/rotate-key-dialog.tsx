"use client";

import { useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import type { KeySecret } from "@/lib/services/provisioning-keys/rotation/read";
import { useAddressDialog } from "../use-address-dialog";
import { type NewKey, NewKeyShown } from "./new-key-shown";
import { RotateForm } from "./rotate-form";

const CHOSEN = "[role=radio][aria-checked=true]";

type RotateKeyDialogProps = { detail: KeyDetail; secrets: readonly KeySecret[] };

/** Rotates a key: asks how long the old string goes on working, then shows the new one. Open because the address says so. */
export function RotateKeyDialog({ detail, secrets }: RotateKeyDialogProps) {
  const { open, close } = useAddressDialog("rotate", detail.id);
  const [made, setMade] = useState<NewKey>();
  return (
    <Dialog open={open} onOpenChange={(next) => (next || made ? undefined : close())}>
      <DialogContent
        persistent={made !== undefined}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          if (event.target instanceof HTMLElement) event.target.querySelector<HTMLElement>(CHOSEN)?.focus();
        }}
      >
        {made ? (
          <NewKeyShown made={made} onDone={close} />
        ) : (
          <RotateForm detail={detail} secrets={secrets} onMade={setMade} />
        )}
      </DialogContent>
    </Dialog>
  );
}
