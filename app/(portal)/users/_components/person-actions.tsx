"use client";

import { Ban, CircleCheck, EllipsisVertical, Link2, LogOut, Trash2, UserCog } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format/number";
import type { Result } from "@/lib/result";
import type { PersonRow } from "@/lib/services/users/list";
import {
  changeRoleAction,
  disableUserAction,
  enableUserAction,
  endUserSessionsAction,
  removeUserAction,
  renewInviteAction,
  revokeInviteAction,
} from "../actions";
import { type InviteLink, InviteLinkDialog } from "./invite-link-dialog";
import { ROLE_CHOICES } from "./role-choices";

type Layer = "role" | "disable" | "enable" | "sessions" | "delete" | "renew" | "revoke";

/** What can be done to a user or an invite: a menu, and a dialog that asks before each. */
export function PersonActions({ person, isSelf }: { person: PersonRow; isSelf: boolean }) {
  const router = useRouter();
  const [layer, setLayer] = useState<Layer | null>(null);
  const [role, setRole] = useState<string>(person.role);
  const [link, setLink] = useState<InviteLink | null>(null);
  const { id, version } = person;
  const name = person.name ?? person.email;

  const settle = <Out,>(result: Result<Out>, words: (data: Out) => string): string | undefined => {
    router.refresh();
    if (!result.ok) return result.error.message;
    toast.success(words(result.data));
    return undefined;
  };
  const renew = async () => {
    const result = await renewInviteAction({ id });
    router.refresh();
    if (!result.ok) return result.error.message;
    setLink(result.data);
    return undefined;
  };
  const dialog = (which: Layer) => ({
    open: layer === which,
    onClose: () => setLayer(null),
  });
  return (
    <>
      <LazyMenu
        trigger={
          <IconButton label={`Actions for ${name}`}>
            <EllipsisVertical />
          </IconButton>
        }
      >
        {({ DropdownMenuItem }) =>
          person.kind === "invite" ? (
            <>
              <DropdownMenuItem icon={<Link2 />} onSelect={() => setLayer("renew")}>
                New link
              </DropdownMenuItem>
              <DropdownMenuItem icon={<Trash2 />} onSelect={() => setLayer("revoke")}>
                Revoke invite
              </DropdownMenuItem>
            </>
          ) : (
            <>
              <DropdownMenuItem
                icon={<UserCog />}
                onSelect={() => {
                  setRole(person.role);
                  setLayer("role");
                }}
              >
                Change role
              </DropdownMenuItem>
              {isSelf ? null : (
                <>
                  <DropdownMenuItem icon={<LogOut />} onSelect={() => setLayer("sessions")}>
                    End sessions
                  </DropdownMenuItem>
                  {person.status === "disabled" ? (
                    <DropdownMenuItem icon={<CircleCheck />} onSelect={() => setLayer("enable")}>
                      Enable
                    </DropdownMenuItem>
                  ) : (
                    <DropdownMenuItem icon={<Ban />} onSelect={() => setLayer("disable")}>
                      Disable
                    </DropdownMenuItem>
                  )}
                  <DropdownMenuItem icon={<Trash2 />} onSelect={() => setLayer("delete")}>
                    Delete
                  </DropdownMenuItem>
                </>
              )}
            </>
          )
        }
      </LazyMenu>
      <ConfirmDialog
        {...dialog("role")}
        title={`Change the role of ${name}`}
        description="Takes effect with their next request."
        confirmLabel="Change role"
        blockedReason={role === person.role ? "Choose another role" : undefined}
        onConfirm={async () =>
          settle(await changeRoleAction({ id, version, role: role as PersonRow["role"] }), () => "Role changed")
        }
      >
        <RadioGroup aria-label="Role" value={role} onValueChange={setRole}>
          {ROLE_CHOICES.map(({ value, label, hint }) => (
            <Radio key={value} value={value} label={label} hint={hint} />
          ))}
        </RadioGroup>
      </ConfirmDialog>
      <ConfirmDialog
        {...dialog("disable")}
        danger
        title={`Disable ${name}?`}
        description="All sessions end at once, signing in is refused, and open invites by this user are revoked. What they made stays."
        confirmLabel="Disable"
        onConfirm={async () => settle(await disableUserAction({ id, version }), () => `${name} disabled`)}
      />
      <ConfirmDialog
        {...dialog("delete")}
        danger
        title={`Delete ${name}?`}
        description="The account is gone for good, with its sessions, saved filters and open invites. What they made stays, and the audit log names them still. To keep them out for a while, disable the account."
        confirmLabel="Delete"
        onConfirm={async () => settle(await removeUserAction({ id, version }), () => `${name} deleted`)}
      />
      <ConfirmDialog
        {...dialog("enable")}
        title={`Enable ${name}?`}
        description="They can sign in again with the password and role they had."
        confirmLabel="Enable"
        onConfirm={async () => settle(await enableUserAction({ id, version }), () => `${name} enabled`)}
      />
      <ConfirmDialog
        {...dialog("sessions")}
        title={`End all sessions of ${name}?`}
        description="They are signed out everywhere at once, and may sign in again."
        confirmLabel="End sessions"
        onConfirm={async () =>
          settle(await endUserSessionsAction({ id }), ({ ended }) => `${formatCount(ended, "session")} ended`)
        }
      />
      <ConfirmDialog
        {...dialog("renew")}
        title={`Make a new link for ${name}?`}
        description="The link sent before stops working."
        confirmLabel="Make new link"
        onConfirm={renew}
      />
      <ConfirmDialog
        {...dialog("revoke")}
        danger
        title={`Revoke the invite of ${name}?`}
        description="Its link stops working."
        confirmLabel="Revoke invite"
        onConfirm={async () => settle(await revokeInviteAction({ id }), () => "Invite revoked")}
      />
      <InviteLinkDialog link={link} onDone={() => setLink(null)} />
    </>
  );
}
