"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import type { KeysDialog } from "../search-params";
import { useAddressDialog } from "./use-address-dialog";

const TITLES: Record<KeysDialog["kind"], string> = {
  edit: "This key cannot be edited",
  delete: "This key cannot be deleted",
  rotate: "This key cannot be rotated",
  revoke: "Nothing can be revoked here",
};

type UnavailableDialogProps = { parameter: KeysDialog["kind"]; id: string; reason: string };

/** In place of a dialog that an old or hand-made address asks for. */
export function UnavailableDialog({ parameter, id, reason }: UnavailableDialogProps) {
  const { open, close } = useAddressDialog(parameter, id);
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : close())}>
      <DialogContent size="sm">
        <DialogHeader title={TITLES[parameter]} description={reason} />
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
