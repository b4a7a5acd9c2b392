"use client";

import { Field } from "@/components/form/field";
import { Select } from "@/components/ui/select";
import { formatDate } from "@/lib/format/date";
import type { Binding } from "./binding";

export type CertificateChoice = { id: string; name: string; notAfter: string | null };

type CertificateFieldProps = {
  field: Binding<string>;
  error?: string;
  certificates: readonly CertificateChoice[];
  /** The certificate in use although it cannot sign any more; stays in the list until another is chosen. */
  current?: CertificateChoice;
};

/** Which certificate signs connectors that enroll with the key. Only those that can sign now are offered. */
export function CertificateField({ field, error, certificates, current }: CertificateFieldProps) {
  const stale = current && !certificates.some(({ id }) => id === current.id) ? current : undefined;
  const options = certificates.map(({ id, name, notAfter }) => ({
    value: id,
    label: name,
    hint: notAfter ? `expires ${formatDate(notAfter)}` : undefined,
  }));
  return (
    <Field
      label="Signing certificate"
      required
      error={error}
      hint={
        stale && field.value === stale.id
          ? `${stale.name} cannot sign any more: enrollments are refused until another is chosen.`
          : "Signs the certificate of each connector that enrolls."
      }
    >
      <Select
        options={stale ? [{ value: stale.id, label: stale.name, hint: "cannot sign any more" }, ...options] : options}
        value={field.value}
        onValueChange={field.onChange}
        placeholder="Choose a certificate"
        empty="No certificate can sign. An Owner can add one."
      />
    </Field>
  );
}
