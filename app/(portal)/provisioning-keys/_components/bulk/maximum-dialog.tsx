"use client";

import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import type { BulkJob } from "@/components/data-table/bulk/bulk-job";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { formatCount, formatMaximum } from "@/lib/format/number";
import { maximumSchema } from "@/lib/services/provisioning-keys/schema";
import { bulkSetMaximumAction } from "../../actions";
import { MaximumField } from "../fields/maximum-field";
import { type AskProps, useAskedIds } from "./delete-keys-dialog";
import { KEY_NOUN, nameKeys } from "./key-jobs";

const PRESETS = [10, 50, 100].map((value) => ({ label: String(value), apply: () => value }));

/** Asks for the maximum that all selected keys shall have. */
export function MaximumDialog({ open, ids, start, onClose }: AskProps) {
  const asked = useAskedIds(open, ids);
  const [pending, startTransition] = useTransition();
  return (
    <Dialog open={open} onOpenChange={(next) => (next || pending ? undefined : onClose())}>
      <DialogContent
        onInteractOutside={(event) => {
          // A click beside the dialog must not throw away what was typed.
          event.preventDefault();
        }}
      >
        <MaximumForm ids={asked} pending={pending} startTransition={startTransition} start={start} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

type MaximumFormProps = Pick<AskProps, "ids" | "start" | "onClose"> & {
  pending: boolean;
  startTransition: (action: () => Promise<void>) => void;
};

function MaximumForm({ ids, pending, startTransition, start, onClose }: MaximumFormProps) {
  const [value, setValue] = useState<number | null>(Number.NaN);
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [tries, setTries] = useState(0);
  const form = useFocusFirstError(tries);
  const input = useRef<HTMLElement>(null);
  useEffect(() => {
    // After the dialog has taken the focus and noted who had it before.
    const timer = setTimeout(() => input.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, []);
  const keys = formatCount(ids.length, ...KEY_NOUN);

  const refuse = (message: string) => {
    setError(message);
    setTries((count) => count + 1);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setFailure(undefined);
    const parsed = maximumSchema.safeParse(value);
    if (!parsed.success) {
      refuse(parsed.error.issues[0]?.message ?? "");
      return;
    }
    setError(undefined);
    startTransition(async () => {
      const refusal = await start(setMaximum(ids, parsed.data));
      if (!refusal) onClose();
      else if (refusal.fields.maximum) refuse(refusal.fields.maximum);
      else
        setFailure(
          `${refusal.message} ${refusal.uncertain > 0 ? "Some keys may be changed all the same; try again." : ""}`,
        );
    });
  };
  return (
    <form ref={form} noValidate onSubmit={submit}>
      <DialogHeader
        title={`Set the maximum of ${keys}`}
        description="One maximum for all of them, whatever each has now"
      />
      <DialogBody>
        <MaximumField
          field={{
            name: "maximum",
            value,
            onChange: (next) => {
              setValue(next);
              setError(undefined);
            },
            onBlur: () => undefined,
            ref: (element) => {
              input.current = element;
            },
          }}
          error={error}
          upperBound={null}
          presets={PRESETS}
          hint="A key that was used as often already becomes Exhausted. Enrolled connectors are not affected."
        />
        {failure ? (
          <Banner tone="bad" role="alert">
            {failure}
          </Banner>
        ) : null}
      </DialogBody>
      <DialogFooter note="Changes are written to the audit log">
        <DialogClose asChild>
          <Button size="lg">
            Cancel <Kbd className="max-md:hidden">Esc</Kbd>
          </Button>
        </DialogClose>
        <Button type="submit" size="lg" variant="primary" busy={pending}>
          Set for {keys}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** No way back: the keys may have had different ones. */
function setMaximum(ids: readonly string[], maximum: number | null): BulkJob {
  const value = maximum === null ? "Unlimited" : `a maximum of ${formatMaximum(maximum)}`;
  return {
    ids,
    send: (batch) => bulkSetMaximumAction({ ids: batch, maximum }),
    nameRows: nameKeys,
    words: { noun: KEY_NOUN, doing: "Changing", done: `set to ${value}`, already: "had it already" },
  };
}
