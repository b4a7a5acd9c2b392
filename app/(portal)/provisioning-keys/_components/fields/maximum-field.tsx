"use client";

import { Check } from "lucide-react";
import { Checkbox as RadixCheckbox } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Field } from "@/components/form/field";
import { NumberStepper } from "@/components/form/number-stepper";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/lib/cn";
import { MAXIMUM_LIMIT } from "@/lib/services/provisioning-keys/schema";
import type { Binding } from "./binding";

type MaximumFieldProps = {
  field: Binding<number | null>;
  error?: string;
  hint?: ReactNode;
  /** The tenant's upper bound; null is none. */
  upperBound: number | null;
  /** Buttons that add to the value ("+10") or set it ("25"). */
  presets: readonly { label: string; apply: (value: number | null) => number }[];
  /** At the end of the line: "was 50". */
  note?: ReactNode;
  children?: ReactNode;
};

/** How often a key can be used: a number, or Unlimited said aloud. In the form null is Unlimited and NaN is no number. */
export function MaximumField({ field, error, hint, upperBound, presets, note, children }: MaximumFieldProps) {
  const unlimited = field.value === null;
  const [last, setLast] = useState(() => (unlimited ? 10 : field.value));
  const limit = upperBound ?? MAXIMUM_LIMIT;
  const number = field.value === null || Number.isNaN(field.value) ? null : field.value;

  const setUnlimited = (next: boolean) => {
    if (next) setLast(field.value);
    field.onChange(next ? null : last);
  };
  return (
    <Field label="Maximum # of App Connectors" required error={error} hint={hint}>
      <div className="flex flex-wrap items-center gap-2">
        <NumberStepper
          name={field.name}
          ref={field.ref}
          onBlur={field.onBlur}
          value={number}
          onValueChange={(value) => field.onChange(value ?? Number.NaN)}
          min={1}
          max={limit}
          disabled={unlimited}
          placeholder={unlimited ? "∞" : undefined}
        />
        {presets.map(({ label, apply }) => (
          <Button
            key={label}
            size="lg"
            disabled={unlimited}
            onClick={() => field.onChange(Math.min(limit, apply(number)))}
          >
            {label}
          </Button>
        ))}
        {upperBound === null ? (
          <RadixCheckbox.Root
            aria-label="Unlimited"
            checked={unlimited}
            onCheckedChange={(checked) => setUnlimited(checked === true)}
            className={cn(buttonVariants({ size: "lg" }), "data-[state=checked]:bg-surface-3")}
          >
            <RadixCheckbox.Indicator>
              <Check aria-hidden className="size-3.5" />
            </RadixCheckbox.Indicator>
            Unlimited
          </RadixCheckbox.Root>
        ) : null}
        {note ? <span className="ml-auto text-xs whitespace-nowrap text-fg-3">{note}</span> : null}
      </div>
      {children}
    </Field>
  );
}
