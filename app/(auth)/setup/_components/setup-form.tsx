"use client";

import { useActionState } from "react";
import { Field } from "@/components/form/field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "../../_components/password-input";
import { setUp } from "../actions";
import { useFragmentToken } from "./use-fragment-token";

/** Name, email and password of the first owner, sent together with the token of the link. */
export function SetupForm() {
  const token = useFragmentToken();
  const [state, submit, pending] = useActionState(setUp, null);
  const error = state?.ok === false ? state.error : undefined;
  const fields = error?.fields ?? {};
  const general = error && (fields.token ?? (Object.keys(fields).length === 0 ? error.message : undefined));

  if (token === undefined) {
    return (
      <noscript>
        <Banner tone="warn">Set-up needs JavaScript, so that the token in the link is never sent as an address.</Banner>
      </noscript>
    );
  }
  if (token === null) return <NewLinkHint title="This is not a complete set-up link." />;
  return (
    <form action={submit} noValidate className="flex flex-col gap-3.5">
      {general ? (
        <Banner tone="bad" role="alert">
          {general}
        </Banner>
      ) : null}
      <input type="hidden" name="token" value={token} />
      <Field label="Name" error={fields.name}>
        <Input
          key={state?.values.name}
          name="name"
          size="xl"
          autoComplete="name"
          defaultValue={state?.values.name ?? ""}
        />
      </Field>
      <Field label="Email" error={fields.email}>
        <Input
          key={state?.values.email}
          type="email"
          name="email"
          size="xl"
          autoComplete="username"
          defaultValue={state?.values.email ?? ""}
        />
      </Field>
      <Field label="Password" error={fields.password} hint="15 characters or more. A few words you remember are best.">
        <PasswordInput name="password" size="xl" autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" size="xl" busy={pending}>
        Create owner
      </Button>
    </form>
  );
}

function NewLinkHint({ title }: { title: string }) {
  return (
    <Banner tone="warn" title={title}>
      Open it whole, with everything after “#”. To get a new one, run{" "}
      <code className="font-mono">npm run setup-link</code> on the server.
    </Banner>
  );
}
