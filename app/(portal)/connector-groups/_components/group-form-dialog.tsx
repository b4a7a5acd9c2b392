"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogClose, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { formatCount } from "@/lib/format/number";
import type { GroupRow } from "@/lib/services/connector-groups/group-row";
import { FormDialog } from "../../_components/form-dialog";
import { GroupFields } from "../../_components/group-fields/group-fields";
import { useParamDialog } from "../../_components/use-param-dialog";
import { GroupConflictPanel } from "./group-conflict-panel";
import { useGroupForm } from "./use-group-form";

/** Adds a group, or edits the one given, over the list; open because the address says so. */
export function GroupFormDialog({ group }: { group: GroupRow | null }) {
  const { open, close } = useParamDialog(group ? "edit" : "add", group?.id ?? "1");
  return (
    <FormDialog open={open} close={close}>
      {(setDirty) => <GroupForm group={group} close={close} onDirty={() => setDirty(true)} />}
    </FormDialog>
  );
}

type GroupFormProps = { group: GroupRow | null; close: () => void; onDirty: () => void };

function GroupForm({ group, close, onDirty }: GroupFormProps) {
  const form = useGroupForm(group, close);
  const { conflict } = form;
  return (
    <form ref={form.formRef} noValidate onSubmit={form.submit}>
      <DialogHeader
        title={group ? `Edit ${group.name}` : "Add App Connector Group"}
        description={
          group
            ? `${formatCount(group.connectors, "App Connector")} · ${formatCount(group.keys, "provisioning key")}`
            : "Connectors of one place, with the settings they share."
        }
      />
      <DialogBody>
        {conflict ? <GroupConflictPanel conflict={conflict} onTake={form.takeSaved} /> : null}
        <GroupFields
          value={form.value}
          onChange={(changed) => {
            onDirty();
            form.change(changed);
          }}
          errorAt={form.errorAt}
        />
        {form.failure ? (
          <Banner tone="bad" role="alert">
            {form.failure}
          </Banner>
        ) : null}
      </DialogBody>
      <DialogFooter note="Changes are written to the audit log">
        <DialogClose asChild>
          <Button size="lg">
            Cancel <Kbd className="max-md:hidden">Esc</Kbd>
          </Button>
        </DialogClose>
        <Button type="submit" size="lg" variant="primary" busy={form.saving}>
          {group ? (conflict ? `Save over version ${conflict.version}` : "Save changes") : "Add group"}
        </Button>
      </DialogFooter>
    </form>
  );
}
