"use client";

import { useActionState, useEffect, useRef } from "react";
import { Field } from "@/components/form/field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "../../_components/password-input";
import { signIn } from "../actions";

/** Works as a plain form too: before the script has loaded the browser posts it, never into the address. */
export function SignInForm({ next }: { next: string }) {
  const [state, submit, pending] = useActionState(signIn, null);
  const password = useRef<HTMLInputElement>(null);
  const error = state?.ok === false ? state.error : undefined;
  const fields = error?.fields ?? {};
  const hasFieldErrors = Object.keys(fields).length > 0;

  useEffect(() => {
    if (state?.ok === false) password.current?.focus();
  }, [state]);

  return (
    <form action={submit} noValidate className="flex flex-col gap-3.5">
      {error && !hasFieldErrors ? (
        <Banner tone="bad" role="alert">
          {error.message}
        </Banner>
      ) : null}
      <input type="hidden" name="next" value={next} />
      <Field label="Email" error={fields.email}>
        <Input
          key={state?.values.email}
          type="email"
          name="email"
          size="xl"
          autoComplete="username"
          autoFocus={!state}
          defaultValue={state?.values.email ?? ""}
        />
      </Field>
      <Field label="Password" error={fields.password}>
        <PasswordInput ref={password} name="password" size="xl" autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" size="xl" busy={pending}>
        Sign in
      </Button>
    </form>
  );
}
