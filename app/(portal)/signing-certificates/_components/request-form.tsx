"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { DialogForm } from "@/components/form/dialog-form";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { type RequestCertificateInput, requestCertificateSchema } from "@/lib/services/signing-certificates/schema";
import { requestCertificateAction } from "../actions";
import type { CertificateRequest } from "./csr-dialog";
import { showFailure } from "./show-failure";
import { EMPTY_SUBJECT, NameFields, type SubjectField, SubjectFields } from "./subject-fields";

const NAMES = Object.keys(EMPTY_SUBJECT) as SubjectField[];

/** Makes a private key and a CSR for a certificate that another CA signs. */
export function RequestForm({ onMade }: { onMade: (request: CertificateRequest) => void }) {
  const router = useRouter();
  const [failure, setFailure] = useState<string>();
  const { register, watch, setValue, handleSubmit, setError, formState } = useForm<RequestCertificateInput>({
    resolver: zodResolver(requestCertificateSchema, undefined, { raw: true }),
    defaultValues: EMPTY_SUBJECT,
    shouldFocusError: false,
  });
  const { errors } = formState;
  const form = useFocusFirstError(formState.submitCount);
  const fields = { register, errorOf: (name: SubjectField) => errors[name]?.message };
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await requestCertificateAction(values).catch(() => null);
    if (!result?.ok) return setFailure(showFailure(result?.error, NAMES, setError));
    router.refresh();
    onMade(result.data);
  });
  return (
    <DialogForm
      ref={form}
      title="Bring your own certificate"
      description="Makes a private key, which stays here encrypted, and a CSR that your CA signs."
      failure={failure}
      submitLabel="Make CSR"
      busy={formState.isSubmitting}
      onSubmit={submit}
    >
      <NameFields {...fields} />
      <SubjectFields
        {...fields}
        algorithm={watch("keyAlgorithm")}
        onAlgorithm={(value) => setValue("keyAlgorithm", value)}
      />
    </DialogForm>
  );
}
