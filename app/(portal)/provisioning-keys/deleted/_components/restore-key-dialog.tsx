"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { DialogForm } from "@/components/form/dialog-form";
import { Field } from "@/components/form/field";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { useTimeZone } from "@/components/shell/clock";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { formatDateTime } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import type { DeletedKeyRow } from "@/lib/services/deleted-keys/deleted-key-row";
import { keyNameSchema } from "@/lib/services/provisioning-keys/schema";
import { FormDialog } from "../../../_components/form-dialog";
import { useParamDialog } from "../../../_components/use-param-dialog";
import { restoreKeyAction } from "../../actions";

/** Brings a deleted key back, under another name where its own is taken. Open because the address says so. */
export function RestoreKeyDialog({ deleted }: { deleted: DeletedKeyRow }) {
  const { open, close } = useParamDialog("restore", deleted.id);
  return (
    <FormDialog open={open} close={close}>
      {(setDirty) => <RestoreForm deleted={deleted} close={close} onDirty={setDirty} />}
    </FormDialog>
  );
}

type RestoreFormProps = { deleted: DeletedKeyRow; close: () => void; onDirty: (isDirty: boolean) => void };

function RestoreForm({ deleted, close, onDirty }: RestoreFormProps) {
  const router = useRouter();
  const zone = useTimeZone();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm<{ name: string }>({
    resolver: zodResolver(keyNameSchema, undefined, { raw: true }),
    defaultValues: { name: deleted.name },
    shouldFocusError: false,
  });
  const formRef = useFocusFirstError(formState.submitCount);
  const { errors, isDirty, isSubmitting } = formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);

  const restore = handleSubmit(async ({ name }) => {
    setFailure(undefined);
    const result = await restoreKeyAction({ id: deleted.id, name }).catch(() => null);
    if (result?.ok) {
      close();
      toast.success(`${name.trim()} restored`, { description: "New enrollments with it are accepted again." });
      return router.refresh();
    }
    const message = result?.error.fields.name;
    if (message) setError("name", { message });
    else setFailure(result?.error.message ?? "The server did not answer. What you typed is still here; try again.");
  });
  return (
    <DialogForm
      ref={formRef}
      title={`Restore ${deleted.name}?`}
      description={`Deleted ${formatDateTime(deleted.deletedAt, zone)} by ${deleted.deletedByName ?? "somebody"}`}
      failure={failure}
      submitLabel="Restore key"
      busy={isSubmitting}
      onSubmit={restore}
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 marker:text-fg-3">
        <li>Whoever has its string can enroll again, in {deleted.groupName}.</li>
        <li>
          Its count goes on from {formatNumber(deleted.used)}
          {deleted.maximum === null ? "" : ` of ${formatNumber(deleted.maximum)}`}.
        </li>
        <li>App Connectors that were revoked stay revoked.</li>
      </ul>
      <Field
        label="Name"
        required
        error={errors.name?.message}
        hint={
          deleted.isNameTaken
            ? "Another key has this name now: choose another one."
            : "The name it had. It can be changed here."
        }
      >
        <Input {...register("name")} autoComplete="off" spellCheck={false} />
      </Field>
    </DialogForm>
  );
}
