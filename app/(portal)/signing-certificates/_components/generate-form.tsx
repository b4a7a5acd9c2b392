"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { DialogForm } from "@/components/form/dialog-form";
import { Field } from "@/components/form/field";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { useTimeZone } from "@/components/shell/clock";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { formatDate } from "@/lib/format/date";
import type { ParentChoice } from "@/lib/services/signing-certificates/list-parents";
import { type GenerateCertificateInput, generateCertificateSchema } from "@/lib/services/signing-certificates/schema";
import { generateCertificateAction } from "../actions";
import { showFailure } from "./show-failure";
import { EMPTY_SUBJECT, NameFields, type SubjectField, SubjectFields } from "./subject-fields";

const ROOT = "root";
const NAMES = [...Object.keys(EMPTY_SUBJECT), "parentId", "expiresOn"] as (keyof GenerateCertificateInput)[];

type GenerateFormProps = {
  parents: readonly ParentChoice[];
  /** Whether what follows still runs, after the certificate was made. */
  settling?: boolean;
  onMade: (made: { id: string; name: string }) => void;
};

/** Generates a certificate with its private key: an intermediate below a parent, or a root that signs itself. */
export function GenerateForm({ parents, settling = false, onMade }: GenerateFormProps) {
  const zone = useTimeZone();
  const [failure, setFailure] = useState<string>();
  const { register, watch, setValue, handleSubmit, setError, formState } = useForm<GenerateCertificateInput>({
    resolver: zodResolver(generateCertificateSchema, undefined, { raw: true }),
    defaultValues: { ...EMPTY_SUBJECT, parentId: parents[0]?.id ?? null, expiresOn: "" },
    shouldFocusError: false,
  });
  const { errors } = formState;
  const form = useFocusFirstError(formState.submitCount);
  const fields = { register, errorOf: (name: SubjectField) => errors[name]?.message };
  const parentId = watch("parentId");
  const parent = parents.find(({ id }) => id === parentId);
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await generateCertificateAction(values).catch(() => null);
    if (!result?.ok) return setFailure(showFailure(result?.error, NAMES, setError));
    toast.success(`${result.data.name} generated`);
    onMade(result.data);
  });
  return (
    <DialogForm
      ref={form}
      title="Generate certificate"
      description="Makes a private key, which stays here encrypted, and a CA certificate that can sign at once."
      failure={failure}
      submitLabel="Generate"
      busy={formState.isSubmitting || settling}
      onSubmit={submit}
    >
      <NameFields {...fields} />
      <Field
        label="Parent"
        required
        error={errors.parentId?.message}
        hint={
          parent
            ? "The parent signs it. Connectors that trust the parent trust what it issues."
            : "Signs itself and stands beside the tenant's Root, whose pin provisioning keys carry."
        }
      >
        <Select
          options={[
            ...parents.map(({ id, name, notAfter }) => ({
              value: id,
              label: name,
              hint: `expires ${formatDate(notAfter, zone)}`,
            })),
            { value: ROOT, label: "None", hint: "a root that signs itself" },
          ]}
          value={parentId ?? ROOT}
          onValueChange={(value) =>
            setValue("parentId", value === ROOT ? null : value, { shouldValidate: formState.isSubmitted })
          }
        />
      </Field>
      <Field
        label="Expires on"
        required
        error={errors.expiresOn?.message}
        hint={
          parent ? `The last day, UTC; the parent ends on ${formatDate(parent.notAfter, "UTC")}.` : "The last day, UTC."
        }
      >
        <Input {...register("expiresOn")} type="date" className="max-w-64 max-md:max-w-none" />
      </Field>
      <SubjectFields
        {...fields}
        algorithm={watch("keyAlgorithm")}
        onAlgorithm={(value) => setValue("keyAlgorithm", value)}
      />
    </DialogForm>
  );
}
