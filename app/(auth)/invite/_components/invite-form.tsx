"use client";

import { useActionState, useEffect, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { TextLink } from "@/components/ui/text-link";
import type { InviteDto } from "@/lib/services/invites/read";
import { AccountForm } from "../../_components/account-form";
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
  return <JoinForm token={token} invite={found.invite} />;
}

function JoinForm({ token, invite }: { token: string; invite: InviteDto }) {
  const [state, submit, pending] = useActionState(acceptInviteAction, null);
  return (
    <AccountForm
      token={token}
      state={state}
      submit={submit}
      pending={pending}
      submitLabel="Create account"
      intro={
        <p className="text-fg-2 [overflow-wrap:anywhere]">
          {invite.invitedBy} invites {invite.email} to {invite.tenantName} as {ROLES[invite.role]}.
        </p>
      }
      email={<input type="email" value={invite.email} readOnly autoComplete="username" hidden />}
    />
  );
}
