"use client";

import { KeyRound } from "lucide-react";
import { CopyButton } from "@/components/copy-button";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";

/** The secret of the webhook, once: it is stored sealed and never shown again. */
export function SecretDialog({ secret, onDone }: { secret: string | null; onDone: () => void }) {
  return (
    <Dialog open={secret !== null}>
      {secret === null ? null : (
        <DialogContent persistent>
          <DialogHeader
            title="Webhook secret"
            description="By it the receiver knows that a message comes from here and was not changed."
            icon={<KeyRound />}
            iconTone="ok"
            hideClose
          />
          <DialogBody>
            <Banner tone="warn" title="This secret is not shown again.">
              Store it with the receiver. A new one can be made at any time.
            </Banner>
            <div className="flex flex-col gap-2.5 rounded-sm bg-surface-2 px-3 py-2.5 inset-ring inset-ring-border forced-colors:border">
              <code className="min-w-0 font-mono text-[12.5px]/5 break-all select-all">{secret}</code>
              <CopyButton
                label="Copy secret"
                variant="primary"
                getText={() => secret}
                className="self-end max-md:w-full"
              >
                Copy secret
              </CopyButton>
            </div>
          </DialogBody>
          <DialogFooter>
            <Button size="lg" variant="primary" onClick={onDone}>
              Done
            </Button>
          </DialogFooter>
        </DialogContent>
      )}
    </Dialog>
  );
}
