"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { useAddressDialog } from "./use-address-dialog";

type UnavailableDialogProps = { parameter: "edit" | "delete"; id: string; reason: string };

/** In place of a dialog that an old or hand-made address asks for. */
export function UnavailableDialog({ parameter, id, reason }: UnavailableDialogProps) {
  const { open, close } = useAddressDialog(parameter, id);
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : close())}>
      <DialogContent size="sm">
        <DialogHeader
          title={parameter === "edit" ? "This key cannot be edited" : "This key cannot be deleted"}
          description={reason}
        />
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
