"use client";

import { useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { Banner } from "@/components/ui/banner";
import { useLeaveGuard } from "./use-leave-guard";

export type OneTimeKey = { text: string; fileName: string };

type OneTimeKeyPanelProps = {
  secret: OneTimeKey;
  /** Whether it can be shown again later. */
  recoverable: boolean;
  /** Whether the key is copied, downloaded or confirmed as stored: until then leaving the page asks. */
  safe: boolean;
  /** It was copied or downloaded. */
  onKept: () => void;
};

/** Shows a key right after it was made, with the ways to keep it; who shows it decides what comes after. */
export function OneTimeKeyPanel({ secret, recoverable, safe, onKept }: OneTimeKeyPanelProps) {
  const [problem, setProblem] = useState<string>();
  useLeaveGuard(!safe, () => {
    setProblem("Back would lose the key. Copy or download it first, or confirm that it is stored.");
  });
  const keep = () => {
    setProblem(undefined);
    onKept();
  };
  return (
    <>
      <Banner
        tone={recoverable ? "info" : "warn"}
        title={recoverable ? "Store this key now." : "Store this key now. It cannot be shown again."}
      >
        {recoverable
          ? "Later it can be revealed from the list by an Admin or Owner; each time is written to the audit log."
          : "View or Export after creation is off."}{" "}
        Done waits until the key is copied, downloaded or confirmed as stored.
      </Banner>
      {problem ? (
        <Banner tone="bad" role="alert">
          {problem}
        </Banner>
      ) : null}
      <section aria-label="Provisioning key">
        <div className="mb-1.5 flex items-baseline gap-3">
          <h2 className="flex-1 font-medium">Provisioning key</h2>
          <span className="text-xs text-fg-3">{secret.text.length} characters</span>
        </div>
        <div className="flex items-start gap-3 rounded-sm bg-surface-2 px-3 py-2.5 inset-ring inset-ring-border max-md:flex-col forced-colors:border">
          <code className="min-w-0 flex-1 font-mono text-[12.5px]/5 break-all select-all">{secret.text}</code>
          <CopyButton
            label="Copy key"
            variant="primary"
            getText={() => secret.text}
            onCopied={keep}
            onFailed={() =>
              setProblem("The browser does not allow copying. Select the key and copy it, or download it.")
            }
            className="max-md:w-full"
          >
            Copy key
          </CopyButton>
        </div>
      </section>
    </>
  );
}
