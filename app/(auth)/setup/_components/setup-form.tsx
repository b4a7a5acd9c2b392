"use client";

import { useActionState } from "react";
import { Field } from "@/components/form/field";
import { Banner } from "@/components/ui/banner";
import { Input } from "@/components/ui/input";
import { AccountForm } from "../../_components/account-form";
import { setUp } from "../actions";
import { useFragmentToken } from "./use-fragment-token";

/** Name, email and password of the first owner, sent together with the token of the link. */
export function SetupForm() {
  const token = useFragmentToken();
  const [state, submit, pending] = useActionState(setUp, null);
  const refused = state?.ok === false ? state : undefined;

  if (token === undefined) {
    return (
      <noscript>
        <Banner tone="warn">Set-up needs JavaScript, so that the token in the link is never sent as an address.</Banner>
      </noscript>
    );
  }
  if (token === null) return <NewLinkHint title="This is not a complete set-up link." />;
  return (
    <AccountForm
      token={token}
      state={state}
      submit={submit}
      pending={pending}
      submitLabel="Create owner"
      email={
        <Field label="Email" error={refused?.error.fields.email}>
          <Input
            key={refused?.values.email}
            type="email"
            name="email"
            size="xl"
            autoComplete="username"
            defaultValue={refused?.values.email ?? ""}
          />
        </Field>
      }
    />
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
