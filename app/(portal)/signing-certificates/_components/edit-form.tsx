"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { DialogForm } from "@/components/form/dialog-form";
import { Field } from "@/components/form/field";
import { SwitchRow } from "@/components/form/switch-row";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { TreeCertificate } from "@/lib/services/signing-certificates/list-tree";
import {
  certificateConflictSchema,
  type UpdateCertificateInput,
  updateCertificateSchema,
} from "@/lib/services/signing-certificates/schema";
import { updateCertificateAction } from "../actions";
import { showFailure } from "./show-failure";

type Saved = Omit<UpdateCertificateInput, "id">;
type Conflict = { message: string; saved: Saved };

/** Name, description and whether it may sign; when somebody else saved first, both sides are kept to choose from. */
export function EditForm({ certificate, onDone }: { certificate: TreeCertificate; onDone: () => void }) {
  const router = useRouter();
  const [failure, setFailure] = useState<string>();
  const [conflict, setConflict] = useState<Conflict>();
  const { id, name, version, description, signingAllowed } = certificate;
  const { register, watch, setValue, reset, handleSubmit, setError, formState } = useForm<UpdateCertificateInput>({
    resolver: zodResolver(updateCertificateSchema, undefined, { raw: true }),
    defaultValues: { id, version, name, description, signingAllowed },
    shouldFocusError: false,
  });
  const { errors } = formState;
  const form = useFocusFirstError(formState.submitCount);
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    setConflict(undefined);
    const result = await updateCertificateAction(values).catch(() => null);
    if (result?.ok) {
      if (result.data.changed) toast.success(`${result.data.name} saved`);
      router.refresh();
      return onDone();
    }
    const details = certificateConflictSchema.safeParse(result?.error.details);
    if (result?.error.code === "conflict" && details.success) {
      const saved = details.data.current;
      // Saving again means: over what is saved now.
      setValue("version", saved.version);
      return setConflict({ message: result.error.message, saved });
    }
    setFailure(showFailure(result?.error, ["name", "description", "signingAllowed"], setError));
  });
  return (
    <DialogForm
      ref={form}
      title="Edit certificate"
      description={name}
      failure={failure}
      submitLabel="Save"
      busy={formState.isSubmitting}
      onSubmit={submit}
    >
      {conflict ? (
        <Banner
          tone="warn"
          role="alert"
          title={conflict.message}
          action={
            <Button
              size="sm"
              onClick={() => {
                reset({ id, ...conflict.saved });
                setConflict(undefined);
              }}
            >
              Take theirs
            </Button>
          }
        >
          Saved now: {describeSaved(conflict.saved)}. Save again to replace it with yours.
        </Banner>
      ) : null}
      <Field label="Name" required error={errors.name?.message}>
        <Input {...register("name")} autoComplete="off" />
      </Field>
      <Field label="Description" optional error={errors.description?.message}>
        <Textarea {...register("description")} />
      </Field>
      <SwitchRow
        label="Signing allowed"
        hint="Off: keys that name it are refused at enrollment within seconds. What it issued stays valid, and its CRL is still signed."
        checked={watch("signingAllowed")}
        onCheckedChange={(checked) => setValue("signingAllowed", checked)}
      />
    </DialogForm>
  );
}

function describeSaved({ name, description, signingAllowed }: Saved): string {
  return `name “${name}”, ${description ? `description “${description}”` : "no description"}, signing ${
    signingAllowed ? "allowed" : "switched off"
  }`;
}
