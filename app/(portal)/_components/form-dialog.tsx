"use client";

import { type ReactNode, useCallback, useRef } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";

type FormDialogProps = {
  open: boolean;
  close: () => void;
  /** Draws the form. It is told with what to say whether something was typed. */
  children: (setDirty: (isDirty: boolean) => void) => ReactNode;
};

/** A dialog that holds a form: it begins at the first field, and a click beside it does not throw away what was typed. */
export function FormDialog({ open, close, children }: FormDialogProps) {
  const dirty = useRef(false);
  const setDirty = useCallback((isDirty: boolean) => {
    dirty.current = isDirty;
  }, []);
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : close())}>
      <DialogContent
        onOpenAutoFocus={(event) => {
          const first = event.target instanceof HTMLElement ? event.target.querySelector("input") : null;
          if (!first) return;
          event.preventDefault();
          first.focus();
        }}
        onInteractOutside={(event) => {
          if (dirty.current) event.preventDefault();
        }}
      >
        {children(setDirty)}
      </DialogContent>
    </Dialog>
  );
}
