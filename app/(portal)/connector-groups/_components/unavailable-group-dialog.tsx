"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { useGroupDialog } from "./use-group-dialog";

const TITLES = {
  add: "A group cannot be added",
  edit: "This group cannot be edited",
  delete: "This group cannot be deleted",
  disable: "This group cannot be disabled",
  enable: "This group cannot be enabled",
};

type UnavailableGroupDialogProps = { parameter: keyof typeof TITLES; value: string; reason: string };

/** In place of a dialog that an old or hand-made address asks for. */
export function UnavailableGroupDialog({ parameter, value, reason }: UnavailableGroupDialogProps) {
  const { open, close } = useGroupDialog(parameter, value);
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
