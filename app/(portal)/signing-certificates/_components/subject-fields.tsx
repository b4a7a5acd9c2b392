"use client";

import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { CertificateKeyAlgorithm, RequestCertificateInput } from "@/lib/services/signing-certificates/schema";

export type SubjectField = keyof RequestCertificateInput;

export const EMPTY_SUBJECT = {
  name: "",
  description: "",
  keyAlgorithm: "ecdsa-p256",
  commonName: "",
  organization: "",
  organizationalUnit: "",
  locality: "",
  state: "",
  country: "",
} as const satisfies Required<RequestCertificateInput>;

const ALGORITHMS: readonly { value: CertificateKeyAlgorithm; label: string }[] = [
  { value: "ecdsa-p256", label: "ECDSA P-256" },
  { value: "ecdsa-p384", label: "ECDSA P-384" },
  { value: "rsa-3072", label: "RSA 3072" },
];

const REST = [
  ["organization", "Organization"],
  ["organizationalUnit", "Organizational unit"],
  ["locality", "Locality"],
  ["state", "State or province"],
] as const satisfies readonly (readonly [SubjectField, string])[];

type FieldsProps = {
  register: (name: SubjectField) => UseFormRegisterReturn;
  errorOf: (name: SubjectField) => string | undefined;
};

/** Name and description of a certificate in the portal. */
export function NameFields({ register, errorOf }: FieldsProps) {
  return (
    <>
      <Field label="Name" required error={errorOf("name")}>
        <Input {...register("name")} autoComplete="off" />
      </Field>
      <Field label="Description" optional error={errorOf("description")}>
        <Textarea {...register("description")} rows={2} />
      </Field>
    </>
  );
}

type SubjectFieldsProps = FieldsProps & {
  algorithm: CertificateKeyAlgorithm;
  onAlgorithm: (value: CertificateKeyAlgorithm) => void;
};

/** The subject of a certificate and the algorithm of its key. */
export function SubjectFields({ register, errorOf, algorithm, onAlgorithm }: SubjectFieldsProps) {
  return (
    <>
      <Field label="Key algorithm" required error={errorOf("keyAlgorithm")}>
        <Select
          options={ALGORITHMS}
          value={algorithm}
          onValueChange={(value) => onAlgorithm(value as CertificateKeyAlgorithm)}
        />
      </Field>
      <Field label="Common name" required error={errorOf("commonName")} hint="The CN of the subject.">
        <Input {...register("commonName")} autoComplete="off" />
      </Field>
      <div className="grid grid-cols-2 gap-x-4 gap-y-4.5 max-md:grid-cols-1">
        {REST.map(([name, label]) => (
          <Field key={name} label={label} optional error={errorOf(name)}>
            <Input {...register(name)} autoComplete="off" />
          </Field>
        ))}
        <Field label="Country" optional error={errorOf("country")} hint="Two letters, such as DE.">
          <Input {...register("country")} autoComplete="off" maxLength={2} />
        </Field>
      </div>
    </>
  );
}
