"use client";

import { CirclePause, CirclePlay, Pencil, RefreshCw, ShieldX, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { ActionLink } from "@/components/data-table/action-link";
import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { Button, type ButtonProps } from "@/components/ui/button";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { deleteHref, editHref, revokeHref, rotateHref } from "../../_components/key-row-links";
import { explainManaged } from "../../_components/row-reasons";

type KeyButtonProps = {
  row: KeyRow;
  /** The page, without dialogs. */
  here: ListLocation;
};

/** The buttons at the head of a key's page, for those who may write keys. */
export function KeyActions(props: KeyButtonProps) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2">
      <RotateButton {...props} />
      <SwitchButton {...props} />
      <DialogButton
        {...props}
        variant="primary"
        icon={<Pencil className="size-3.5" />}
        name="Edit"
        href={editHref(props.here, props.row.id)}
      >
        Edit
      </DialogButton>
    </div>
  );
}

export function RotateButton(props: KeyButtonProps) {
  return (
    <DialogButton
      {...props}
      icon={<RefreshCw className="size-3.5" />}
      name="Rotate"
      href={rotateHref(props.here, props.row.id)}
    >
      Rotate…
    </DialogButton>
  );
}

/** Disable or Enable, whichever there is to do. */
export function SwitchButton(props: KeyButtonProps) {
  const { row, here } = props;
  const [to, name, Icon] = row.enabled
    ? (["disable", "Disable", CirclePause] as const)
    : (["enable", "Enable", CirclePlay] as const);
  return (
    <DialogButton
      {...props}
      icon={<Icon className="size-3.5" />}
      name={name}
      href={patchLocation(here, { [to]: row.id })}
    >
      {name}…
    </DialogButton>
  );
}

/** Opens the dry run; managed or not, what a key made may be revoked. */
export function RevokeButton({ row, here }: KeyButtonProps) {
  return (
    <Button asChild variant="danger-quiet" icon={<ShieldX className="size-3.5" />}>
      <ActionLink href={revokeHref(here, row.id)} aria-label={`Preview revocation of ${row.name}`}>
        Preview revocation…
      </ActionLink>
    </Button>
  );
}

export function DeleteButton(props: KeyButtonProps) {
  return (
    <DialogButton
      {...props}
      variant="danger"
      icon={<Trash2 className="size-3.5" />}
      name="Delete"
      href={deleteHref(props.here, props.row.id)}
    >
      Delete…
    </DialogButton>
  );
}

type DialogButtonProps = KeyButtonProps & {
  variant?: ButtonProps["variant"];
  icon: ReactNode;
  /** The verb, which goes before the name of the key. */
  name: string;
  href: string;
  children: ReactNode;
};

/** A link to a dialog over this page; off with the reason for a managed key. */
function DialogButton({ row, variant, icon, name, href, children }: DialogButtonProps) {
  const label = `${name} ${row.name}`;
  if (row.managedBy !== null) {
    return (
      <Button variant={variant} icon={icon} disabledReason={explainManaged(row)} aria-label={label}>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild variant={variant} icon={icon}>
      <ActionLink href={href} aria-label={label}>
        {children}
      </ActionLink>
    </Button>
  );
}
