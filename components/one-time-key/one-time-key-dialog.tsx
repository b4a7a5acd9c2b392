"use client";

import { Download, KeyRound } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { announce } from "@/components/ui/announcer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { saveTextFile } from "./save-text-file";
import { useLeaveGuard } from "./use-leave-guard";

export type OneTimeKey = { text: string; fileName: string };

type OneTimeKeyDialogProps = {
  /** The key, or null: then nothing of it is left here. */
  secret: OneTimeKey | null;
  /** "par2-dc-core is ready". */
  title: string;
  /** What the key is for, in one line. */
  description: ReactNode;
  /** Whether it can be shown again later. */
  recoverable: boolean;
  /** Forget the key and go on. */
  onDone: () => void;
};

/**
 * Shows a key right after it was made. It stays open until the key is copied, downloaded or confirmed as stored; Esc and
 * clicks outside do nothing, and leaving the page asks.
 */
export function OneTimeKeyDialog({ secret, ...props }: OneTimeKeyDialogProps) {
  return (
    <Dialog open={secret !== null}>
      {secret === null ? null : (
        <DialogContent
          persistent
          size="lg"
          fullScreenOnTouch
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.target instanceof HTMLElement) event.target.focus();
          }}
        >
          <Contents secret={secret} {...props} />
        </DialogContent>
      )}
    </Dialog>
  );
}

function Contents({ secret, title, description, recoverable, onDone }: OneTimeKeyDialogProps & { secret: OneTimeKey }) {
  const id = useId();
  const [kept, setKept] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const [problem, setProblem] = useState<string>();
  const safe = kept || confirmed;
  useLeaveGuard(!safe, () => {
    setProblem("Back would lose the key. Copy or download it first, or confirm that it is stored.");
  });

  const keep = (problemLeft?: string) => {
    setKept(true);
    setProblem(problemLeft);
  };
  return (
    <>
      <DialogHeader title={title} description={description} icon={<KeyRound />} iconTone="ok" hideClose />
      <DialogBody className="gap-4">
        <Banner
          tone={recoverable ? "info" : "warn"}
          title={recoverable ? "Store this key now." : "Store this key now. It cannot be shown again."}
        >
          {recoverable
            ? "Later it can be revealed from the list by an Admin or Owner; each time is written to the audit log."
            : "View or Export after creation is off."}{" "}
          This window stays open until the key is copied, downloaded or confirmed as stored.
        </Banner>
        {problem ? (
          <Banner tone="bad" role="alert">
            {problem}
          </Banner>
        ) : null}
        <div>
          <div className="mb-1.5 flex items-baseline gap-3">
            <h3 className="flex-1 font-medium">Provisioning key</h3>
            <span className="text-xs text-fg-3">{secret.text.length} characters</span>
          </div>
          <div className="flex items-start gap-3 rounded-sm bg-surface-2 px-3 py-2.5 inset-ring inset-ring-border max-md:flex-col forced-colors:border">
            <code className="min-w-0 flex-1 font-mono text-[12.5px]/5 break-all select-all">{secret.text}</code>
            <CopyButton
              label="Copy key"
              variant="primary"
              getText={() => secret.text}
              onCopied={() => keep()}
              onFailed={() =>
                setProblem("The browser does not allow copying. Select the key and copy it, or download it.")
              }
              className="max-md:w-full"
            >
              Copy key
            </CopyButton>
          </div>
        </div>
        <div>
          <h3 className="mb-1.5 font-medium">Download</h3>
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
            <Button
              icon={<Download className="size-3.5" />}
              className="max-md:w-full"
              onClick={() => {
                saveTextFile(secret.fileName, secret.text);
                announce("Key downloaded");
                keep();
              }}
            >
              Download plain file
            </Button>
            <code className="min-w-0 truncate font-mono text-xs text-fg-3">{secret.fileName}</code>
          </div>
        </div>
      </DialogBody>
      <DialogFooter
        note={
          <label htmlFor={`${id}-stored`} className="flex items-center gap-2.5 text-sm text-fg max-md:min-h-11">
            <Checkbox
              id={`${id}-stored`}
              checked={confirmed}
              onCheckedChange={(checked) => setConfirmed(checked === true)}
            />
            I have stored this key in a safe place
          </label>
        }
      >
        <span id={`${id}-why`} className="text-xs text-fg-3 max-md:basis-full">
          {safe ? null : "Copy, download or confirm first"}
        </span>
        <Button size="lg" variant="primary" disabled={!safe} aria-describedby={`${id}-why`} onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </>
  );
}
