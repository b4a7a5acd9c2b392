"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { useParamDialog } from "./use-param-dialog";

type UnavailableDialogProps = { title: string; parameter: string; value: string; reason: string };

/** In place of a dialog that an old or hand-made address asks for. */
export function UnavailableDialog({ title, parameter, value, reason }: UnavailableDialogProps) {
  const { open, close } = useParamDialog(parameter, value);
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : close())}>
      <DialogContent size="sm">
        <DialogHeader title={title} description={reason} />
        <DialogFooter>
          <DialogClose asChild>
            <Button size="lg" variant="primary">
              Close
            </Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
