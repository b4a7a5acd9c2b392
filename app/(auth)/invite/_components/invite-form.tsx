"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import { Field } from "@/components/form/field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import type { InviteDto } from "@/lib/services/invites/read";
import { PasswordInput } from "../../_components/password-input";
import { useFragmentToken } from "../../setup/_components/use-fragment-token";
import { acceptInviteAction, readInviteAction } from "../actions";

const ROLES = { OWNER: "an Owner", ADMIN: "an Admin", VIEWER: "a Viewer" } as const;

type Found = { invite: InviteDto } | { problem: string };

/** Name and password of whoever was invited, sent together with the token of the link. */
export function InviteForm() {
  const token = useFragmentToken();
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (!token) return;
    let gone = false;
    void readInviteAction({ token })
      .then((result) => (result.ok ? { invite: result.data } : { problem: result.error.message }))
      .catch(() => ({ problem: "The server did not answer. Load the page again from the link." }))
      .then((next) => {
        if (!gone) setFound(next);
      });
    return () => {
      gone = true;
    };
  }, [token]);

  if (token === null) {
    return (
      <Banner tone="warn" title="This is not a complete invite link.">
        Open it whole, with everything after “#”.
      </Banner>
    );
  }
  if (token === undefined || !found) {
    return (
      <>
        <noscript>
          <Banner tone="warn">
            Accepting an invite needs JavaScript, so that the token in the link is never sent as an address.
          </Banner>
        </noscript>
        {token ? <p role="status">Looking up the invite …</p> : null}
      </>
    );
  }
  if ("problem" in found) {
    return (
      <Banner tone="bad" role="alert">
        {found.problem} <TextLink href="/sign-in">Go to sign-in</TextLink>
      </Banner>
    );
  }
  return <AccountForm token={token} invite={found.invite} />;
}

function AccountForm({ token, invite }: { token: string; invite: InviteDto }) {
  const [state, submit, pending] = useActionState(acceptInviteAction, null);
  const form = useRef<HTMLFormElement>(null);
  const error = state?.ok === false ? state.error : undefined;
  const fields = error?.fields ?? {};
  useEffect(() => {
    if (state?.ok === false) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-3.5">
      <p className="text-fg-2 [overflow-wrap:anywhere]">
        {invite.invitedBy} invites {invite.email} to {invite.tenantName} as {ROLES[invite.role]}.
      </p>
      {error && (fields.token ?? Object.keys(fields).length === 0) ? (
        <Banner tone="bad" role="alert">
          {fields.token ?? error.message}
        </Banner>
      ) : null}
      <input type="hidden" name="token" value={token} />
      <input type="email" value={invite.email} readOnly autoComplete="username" hidden />
      <Field label="Name" error={fields.name}>
        <Input
          key={state?.values.name}
          name="name"
          size="xl"
          autoComplete="name"
          defaultValue={state?.values.name ?? ""}
        />
      </Field>
      <Field label="Password" error={fields.password} hint="15 characters or more. A few words you remember are best.">
        <PasswordInput name="password" size="xl" autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" size="xl" busy={pending}>
        Create account
      </Button>
    </form>
  );
}
