"use client";

import { CheckCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useHydrated } from "@/components/form/use-hydrated";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { markAllReadAction } from "../actions";

/** Marks as read what was shown or is older; what came meanwhile stays unread. */
export function MarkAllRead({ upTo }: { upTo: string }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  const mark = async () => {
    setBusy(true);
    const result = await markAllReadAction({ upTo }).catch(() => null);
    setBusy(false);
    if (!result?.ok) {
      toast.error("Not marked as read", {
        description: result?.error.message ?? "The server did not answer. Try again.",
      });
      return;
    }
    router.refresh();
  };
  return (
    <Button icon={<CheckCheck />} disabled={!hydrated} busy={busy} onClick={mark}>
      Mark all as read
    </Button>
  );
}
