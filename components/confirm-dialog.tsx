"use client";

import { type ReactNode, useRef, useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

type ConfirmDialogProps = {
  open: boolean;
  /** It was cancelled, or the work is done. */
  onClose: () => void;
  /** A question that names the thing: "Delete aws-use1-prod?" */
  title: ReactNode;
  description?: ReactNode;
  /** What happens, also to connectors already enrolled; and choices that belong to it. */
  children?: ReactNode;
  /** The verb: "Delete". */
  confirmLabel: string;
  /** Red for what cannot be undone at once. */
  danger?: boolean;
  icon?: ReactNode;
  /** Why it cannot be confirmed yet, when a choice inside is missing. */
  blockedReason?: string | undefined;
  /** Does the work. Resolve with nothing to close, or with the words of an error to stay open and show them. */
  onConfirm: () => Promise<string | undefined>;
};

/** Asks before something is done, does it, and stays open with the reason when it fails. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onClose, title, description, children, confirmLabel, danger, icon, blockedReason, onConfirm } = props;
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const cancel = useRef<HTMLButtonElement>(null);

  const leave = () => {
    if (pending) return;
    setError(undefined);
    onClose();
  };
  const confirm = () =>
    startTransition(async () => {
      const failure = await onConfirm().catch(() => "The server did not answer. Nothing may have changed; try again.");
      startTransition(() => {
        setError(failure);
        if (!failure) onClose();
      });
    });
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : leave())}>
      <DialogContent
        role="alertdialog"
        // It begins at the choice that does nothing.
        onOpenAutoFocus={(event) => {
          if (!cancel.current) return;
          event.preventDefault();
          cancel.current.focus();
        }}
      >
        <DialogHeader title={title} description={description} icon={icon} iconTone={danger ? "bad" : "plain"} />
        {children || error ? (
          <DialogBody>
            {children}
            {error ? (
              <Banner tone="bad" role="alert">
                {error}
              </Banner>
            ) : null}
          </DialogBody>
        ) : null}
        <DialogFooter>
          <DialogClose asChild>
            <Button ref={cancel} size="lg">
              Cancel <Kbd className="max-md:hidden">Esc</Kbd>
            </Button>
          </DialogClose>
          <Button
            size="lg"
            variant={danger ? "danger" : "primary"}
            busy={pending}
            disabledReason={blockedReason}
            onClick={confirm}
          >
            {confirmLabel}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
