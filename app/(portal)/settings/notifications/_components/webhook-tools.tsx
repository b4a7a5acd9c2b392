"use client";

import { RotateCw, Send, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useHydrated } from "@/components/form/use-hydrated";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { AttemptResult } from "@/lib/services/webhook/attempt";
import { SECRET_GRACE_HOURS } from "@/lib/services/webhook/schema";
import { makeSecretAction, removeWebhookAction, sendTestAction } from "../actions";
import { AttemptBanner } from "./attempt-banner";

type WebhookToolsProps = {
  version: number;
  onSecret: (secret: string, version: number) => void;
  onRemoved: () => void;
};

/** A test with the receiver's real answer, a new secret, and the end of the webhook. */
export function WebhookTools({ version, onSecret, onRemoved }: WebhookToolsProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [open, setOpen] = useState<"secret" | "remove" | null>(null);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<AttemptResult | { failure: string }>();

  const test = async () => {
    setBusy(true);
    setResult(undefined);
    const answer = await sendTestAction({}).catch(() => null);
    setBusy(false);
    if (!answer) setResult({ failure: "The server did not answer. Try again." });
    else setResult(answer.ok ? answer.data : { failure: answer.error.message });
    router.refresh();
  };
  const makeNew = async () => {
    const answer = await makeSecretAction({ version });
    if (!answer.ok) return answer.error.message;
    onSecret(answer.data.secret, answer.data.version);
    router.refresh();
  };
  const remove = async () => {
    const answer = await removeWebhookAction({ version });
    if (!answer.ok) return answer.error.message;
    toast.success("Webhook removed");
    onRemoved();
    router.refresh();
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button icon={<Send />} disabled={!hydrated} busy={busy} onClick={test}>
          Send test
        </Button>
        <Button icon={<RotateCw />} disabled={!hydrated} onClick={() => setOpen("secret")}>
          New secret
        </Button>
        <Button
          variant="danger-quiet"
          icon={<Trash2 />}
          disabled={!hydrated}
          onClick={() => setOpen("remove")}
          className="md:ml-auto"
        >
          Remove webhook
        </Button>
      </div>
      {result ? <AttemptBanner result={result} /> : null}
      <ConfirmDialog
        open={open === "secret"}
        onClose={() => setOpen(null)}
        title="Make a new secret?"
        confirmLabel="Make new secret"
        icon={<RotateCw />}
        onConfirm={makeNew}
      >
        <p>
          It is shown once. For {SECRET_GRACE_HOURS} hours messages are signed with the present secret too, so that the
          receiver can be changed without losing any.
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={open === "remove"}
        onClose={() => setOpen(null)}
        title="Remove the webhook?"
        confirmLabel="Remove webhook"
        danger
        icon={<Trash2 />}
        onConfirm={remove}
      >
        <p>
          Its address and secret are deleted, and what waits to be sent is dropped. The delivery log stays for 90 days.
        </p>
      </ConfirmDialog>
    </div>
  );
}
