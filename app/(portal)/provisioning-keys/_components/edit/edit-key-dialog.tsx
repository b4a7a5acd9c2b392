"use client";

import { useRef } from "react";
import { StatusBadge } from "@/components/status-badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { formatDate } from "@/lib/format/date";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import type { EditFocus } from "../../search-params";
import type { CertificateChoice } from "../fields/certificate-field";
import { useAddressDialog } from "../use-address-dialog";
import { ConflictPanel } from "./conflict-panel";
import { EditFields } from "./edit-fields";
import { EditNotice } from "./edit-notice";
import { useEditForm } from "./use-edit-form";

type EditKeyDialogProps = {
  detail: KeyDetail;
  certificates: readonly CertificateChoice[];
  upperBound: number | null;
  focus: EditFocus | null;
};

/** Edits a key over the list; open because the address says so. */
export function EditKeyDialog({ detail, certificates, upperBound, focus }: EditKeyDialogProps) {
  const { open, close } = useAddressDialog("edit", detail.id);
  const dirty = useRef(false);
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : close())}>
      <DialogContent
        onInteractOutside={(event) => {
          // A click beside the dialog must not throw away what was typed.
          if (dirty.current) event.preventDefault();
        }}
      >
        <EditForm
          {...{ detail, certificates, upperBound, focus, close }}
          onDirty={(next) => {
            dirty.current = next;
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

type EditFormProps = EditKeyDialogProps & { close: () => void; onDirty: (dirty: boolean) => void };

function EditForm({ detail, certificates, upperBound, focus, close, onDirty }: EditFormProps) {
  const edit = useEditForm(detail, focus, close, onDirty);
  const { conflict } = edit;
  return (
    <form ref={edit.formRef} noValidate onSubmit={edit.submit}>
      <DialogHeader
        title={`Edit ${detail.name}`}
        badge={<StatusBadge status={detail.status} variant="pill" />}
        description={`${detail.groupName} · created ${formatDate(detail.createdAt)} by ${detail.createdByName}`}
      />
      <DialogBody>
        {conflict ? (
          <ConflictPanel
            conflict={conflict}
            certificates={certificates}
            missing={edit.choiceMissing}
            onChoose={edit.choose}
          />
        ) : (
          <EditNotice row={detail} />
        )}
        <EditFields
          control={edit.control}
          errors={edit.errors}
          detail={detail}
          savedMaximum={(conflict?.saved ?? detail).maximum}
          certificates={certificates}
          upperBound={upperBound}
          hideConfirmed={edit.hideConfirmed}
          onHideConfirmed={edit.setHideConfirmed}
        />
        {edit.failure ? (
          <Banner tone="bad" role="alert">
            {edit.failure}
          </Banner>
        ) : null}
      </DialogBody>
      <DialogFooter
        note={
          conflict ? (
            <Button variant="quiet" size="lg" className="-ml-3" onClick={edit.discardMine}>
              Discard mine
            </Button>
          ) : (
            "Changes are written to the audit log"
          )
        }
      >
        <DialogClose asChild>
          <Button size="lg">
            Cancel <Kbd className="max-md:hidden">Esc</Kbd>
          </Button>
        </DialogClose>
        <Button type="submit" size="lg" variant="primary" busy={edit.saving}>
          {conflict ? `Save over version ${conflict.version}` : "Save changes"}
        </Button>
      </DialogFooter>
    </form>
  );
}
