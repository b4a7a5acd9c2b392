"use client";

import { ArrowLeft, CircleAlert } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TextLink } from "@/components/ui/text-link";
import { formatCount } from "@/lib/format/number";
import type { Step } from "./place";

type WizardFooterProps = {
  step: Step;
  /** Id of the form that Continue sends. */
  form: string;
  hydrated: boolean;
  busy: boolean;
  continueLabel: string;
  /** Why the last Save came to nothing, and where to go then. */
  failure?: { message: string; link?: { href: string; words: string } };
  /** How many fields of the step need attention. */
  needing: number;
  asksWhetherStored: boolean;
  confirmed: boolean;
  /** Whether a key that is shown this once is safe, so that it can be left. */
  kept: boolean;
  onConfirm: (confirmed: boolean) => void;
  onBack: () => void;
  onCancel: () => void;
  onDone: () => void;
};

/** Back, Cancel and Continue; on the last step Done, which waits until the key is kept. Continue is never off. */
export function WizardFooter(props: WizardFooterProps) {
  const { step, form, hydrated, busy, continueLabel, failure, needing, asksWhetherStored, confirmed, kept } = props;
  const { onConfirm, onBack, onCancel, onDone } = props;
  return (
    <footer className="flex min-h-15 flex-wrap items-center gap-2 border-t px-6 py-2.5 max-md:px-(--gutter) max-md:pb-[max(10px,env(safe-area-inset-bottom))]">
      {failure && step === 5 ? (
        <Banner tone="bad" role="alert" className="basis-full">
          {failure.message} {failure.link ? <TextLink href={failure.link.href}>{failure.link.words}</TextLink> : null}
        </Banner>
      ) : null}
      {step > 1 && step < 6 ? (
        <Button size="lg" icon={<ArrowLeft />} onClick={onBack}>
          Back
        </Button>
      ) : null}
      {step === 6 && asksWhetherStored ? (
        <label htmlFor="stored" className="flex items-center gap-2.5 max-md:min-h-11 max-md:basis-full">
          <Checkbox id="stored" checked={confirmed} onCheckedChange={(checked) => onConfirm(checked === true)} />I have
          stored this key in a safe place
        </label>
      ) : null}
      <span className="ml-auto" />
      {step < 6 && needing > 0 ? (
        <span className="flex items-center gap-1.5 text-xs text-bad-fg max-md:hidden">
          <CircleAlert aria-hidden className="size-3.5" />
          {formatCount(needing, "field")} {needing === 1 ? "needs" : "need"} attention
        </span>
      ) : null}
      {step < 6 ? (
        <>
          <Button size="lg" variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" form={form} size="lg" variant="primary" disabled={!hydrated} busy={busy}>
            {continueLabel}
          </Button>
        </>
      ) : (
        <>
          <span id="done-why" className="text-xs text-fg-3">
            {kept ? null : "Copy, download or confirm first"}
          </span>
          <Button size="lg" variant="primary" disabled={!kept} aria-describedby="done-why" onClick={onDone}>
            Done
          </Button>
        </>
      )}
    </footer>
  );
}
