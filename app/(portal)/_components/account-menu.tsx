"use client";

import { EllipsisVertical, LogOut } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { signOut } from "./sign-out";

/** Who is signed in, and the way out. */
export function AccountMenu({ email }: { email: string }) {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    if (!(await signOut())) setBusy(false);
  };
  return (
    <LazyMenu
      side="top"
      trigger={
        <IconButton label="Account" busy={busy}>
          <EllipsisVertical />
        </IconButton>
      }
    >
      {({ DropdownMenuItem, DropdownMenuLabel }) => (
        <>
          <DropdownMenuLabel>{email}</DropdownMenuLabel>
          <DropdownMenuItem icon={<LogOut />} onSelect={leave}>
            Sign out
          </DropdownMenuItem>
        </>
      )}
    </LazyMenu>
  );
}
