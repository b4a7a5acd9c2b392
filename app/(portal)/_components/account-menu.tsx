"use client";

import { EllipsisVertical, LogOut } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

/** Who is signed in, and the way out. */
export function AccountMenu({ email }: { email: string }) {
  const [busy, setBusy] = useState(false);
  const signOut = async () => {
    setBusy(true);
    const answer = await fetch("/api/auth/sign-out", { method: "POST" }).catch(() => undefined);
    // 401: it had ended already.
    if (answer?.ok || answer?.status === 401) {
      // A full load, so that nothing of this session stays in memory.
      window.location.replace("/sign-in");
      return;
    }
    setBusy(false);
    toast.error("You are still signed in: the server did not answer. Try again.");
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton label="Account" busy={busy}>
          <EllipsisVertical />
        </IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top">
        <DropdownMenuLabel>{email}</DropdownMenuLabel>
        <DropdownMenuItem icon={<LogOut />} onSelect={signOut}>
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
