"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { FileText } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { DialogForm } from "@/components/form/dialog-form";
import { Field } from "@/components/form/field";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { TreeCertificate } from "@/lib/services/signing-certificates/list-tree";
import {
  MAX_PEM_LENGTH,
  type UploadCertificateInput,
  uploadCertificateSchema,
} from "@/lib/services/signing-certificates/schema";
import { uploadCertificateAction } from "../actions";
import { showFailure } from "./show-failure";

type UploadFormProps = { certificate: TreeCertificate; onDone: () => void };

/** Takes what the CA made of the CSR: the certificate and its chain, pasted or from a file. */
export function UploadForm({ certificate, onDone }: UploadFormProps) {
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<string>();
  const { register, setValue, setFocus, handleSubmit, setError, formState } = useForm<UploadCertificateInput>({
    resolver: zodResolver(uploadCertificateSchema, undefined, { raw: true }),
    defaultValues: { id: certificate.id, version: certificate.version, pem: "" },
    shouldFocusError: false,
  });
  const form = useFocusFirstError(formState.submitCount);
  const readFile = async (file: File) => {
    // One character more than is allowed is enough to be told so.
    const bytes = await file.slice(0, MAX_PEM_LENGTH + 1).arrayBuffer();
    const text = new TextDecoder().decode(bytes);
    const judged = uploadCertificateSchema.shape.pem.safeParse(text);
    // What is no certificate, a private key above all, is not put on the screen.
    if (judged.success) setValue("pem", text, { shouldValidate: true, shouldDirty: true });
    else setError("pem", { message: `${file.name}: ${judged.error.issues[0]?.message ?? "This cannot be read."}` });
    setFocus("pem");
  };
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await uploadCertificateAction(values).catch(() => null);
    if (!result?.ok) return setFailure(showFailure(result?.error, ["pem"], setError));
    toast.success(`Certificate of ${result.data.name} uploaded`);
    router.refresh();
    onDone();
  });
  return (
    <DialogForm
      ref={form}
      title="Upload certificate"
      description={`${certificate.name} · the certificate your CA made of its CSR, then each issuer up to the root`}
      failure={failure}
      submitLabel="Upload"
      busy={formState.isSubmitting}
      onSubmit={submit}
    >
      <Field
        label="Certificate and chain"
        required
        error={formState.errors.pem?.message}
        hint="PEM, without any private key. Nothing is stored unless all of it fits together."
      >
        <Textarea
          {...register("pem")}
          rows={9}
          spellCheck={false}
          placeholder="-----BEGIN CERTIFICATE-----"
          className="min-h-44 font-mono text-2xs/4 max-md:text-lg"
        />
      </Field>
      <div>
        <input
          ref={picker}
          type="file"
          aria-label="Certificate file"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (file) void readFile(file);
          }}
        />
        <Button icon={<FileText />} onClick={() => picker.current?.click()}>
          Choose file
        </Button>
      </div>
    </DialogForm>
  );
}
