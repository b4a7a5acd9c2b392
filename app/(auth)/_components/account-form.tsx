"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Field } from "@/components/form/field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "./password-input";

/** What became of sending the form; null before. */
export type AccountState =
  | null
  | { ok: true }
  | {
      ok: false;
      error: { message: string; fields: Readonly<Record<string, string | undefined>> };
      values: Readonly<Record<string, string | undefined>>;
    };

type AccountFormProps = {
  token: string;
  state: AccountState;
  submit: (data: FormData) => void;
  pending: boolean;
  submitLabel: string;
  /** What stands above the fields. */
  intro?: ReactNode;
  /** The email as a field, or the fixed one, hidden, for the browser's password store. */
  email: ReactNode;
};

/** Name, email and password of an account that a link with a token makes. */
export function AccountForm({ token, state, submit, pending, submitLabel, intro, email }: AccountFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const refused = state?.ok === false ? state : undefined;
  const fields = refused?.error.fields ?? {};
  const general = refused && (fields.token ?? (Object.keys(fields).length === 0 ? refused.error.message : undefined));
  useEffect(() => {
    if (state?.ok === false) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-3.5">
      {intro}
      {general ? (
        <Banner tone="bad" role="alert">
          {general}
        </Banner>
      ) : null}
      <input type="hidden" name="token" value={token} />
      <Field label="Name" error={fields.name}>
        <Input
          key={refused?.values.name}
          name="name"
          size="xl"
          autoComplete="name"
          defaultValue={refused?.values.name ?? ""}
        />
      </Field>
      {email}
      <Field label="Password" error={fields.password} hint="15 characters or more. A few words you remember are best.">
        <PasswordInput name="password" size="xl" autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" size="xl" busy={pending}>
        {submitLabel}
      </Button>
    </form>
  );
}
