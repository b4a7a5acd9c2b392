"use client";

import type { ReactNode } from "react";
import { Field } from "./field";
import { NumberStepper } from "./number-stepper";

export type NumberWords = { label: string; unit: string; hint?: ReactNode; min?: number; max: number };

type NumberInputProps = NumberWords & {
  error: string | undefined;
  value: number;
  onChange: (value: number) => void;
};

/** A whole number with its unit. NaN is no number. */
export function NumberInput({ label, unit, hint, error, value, onChange, min = 1, max }: NumberInputProps) {
  return (
    <Field label={label} error={error} hint={hint} required>
      <div className="flex items-center gap-2.5">
        <NumberStepper
          value={Number.isNaN(value) ? null : value}
          onValueChange={(next) => onChange(next ?? Number.NaN)}
          min={min}
          max={max}
        />
        <span className="text-fg-2">{unit}</span>
      </div>
    </Field>
  );
}
