"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useHydrated } from "@/components/form/use-hydrated";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { sendAgainAction } from "../actions";

type SendAgainProps = { id: string; event: string; isWaiting: boolean };

/** Sends a message of the log once more, at once, under the same webhook-id. */
export function SendAgain({ id, event, isWaiting }: SendAgainProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  const words = isWaiting ? "Send now" : "Send again";
  const send = async () => {
    setBusy(true);
    const result = await sendAgainAction({ id }).catch(() => null);
    setBusy(false);
    if (result?.ok && result.data.state === "delivered") toast.success("Delivered");
    else {
      const why = result?.ok ? result.data.error : result?.error.message;
      toast.error("Not delivered", { description: why ?? "The server did not answer. Try again." });
    }
    router.refresh();
  };
  return (
    <Button size="sm" aria-label={`${words}: ${event}`} disabled={!hydrated} busy={busy} onClick={send}>
      {words}
    </Button>
  );
}
