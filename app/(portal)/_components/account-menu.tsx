"use client";

import { EllipsisVertical, LogOut, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { signOut } from "./sign-out";

/** Who is signed in, their own page, and the way out. */
export function AccountMenu({ email }: { email: string }) {
  const router = useRouter();
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
          <DropdownMenuItem icon={<UserRound />} onSelect={() => router.push("/settings/profile")}>
            Your profile
          </DropdownMenuItem>
          <DropdownMenuItem icon={<LogOut />} onSelect={leave}>
            Sign out
          </DropdownMenuItem>
        </>
      )}
    </LazyMenu>
  );
}
