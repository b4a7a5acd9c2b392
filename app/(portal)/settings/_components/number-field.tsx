"use client";

import { type ReactNode, useState } from "react";
import { Field } from "@/components/form/field";
import { NumberStepper } from "@/components/form/number-stepper";
import { SwitchRow } from "@/components/form/switch-row";

type NumberFieldProps = {
  label: string;
  unit?: string;
  hint: ReactNode;
  error: string | undefined;
  value: number;
  onChange: (value: number) => void;
  max: number;
};

/** A whole number with its unit. In the form NaN is no number. */
export function NumberField({ label, unit, hint, error, value, onChange, max }: NumberFieldProps) {
  return (
    <Field label={label} error={error} hint={hint} required>
      <div className="flex items-center gap-2.5">
        <NumberStepper
          value={Number.isNaN(value) ? null : value}
          onValueChange={(next) => onChange(next ?? Number.NaN)}
          min={1}
          max={max}
        />
        {unit ? <span className="text-fg-2">{unit}</span> : null}
      </div>
    </Field>
  );
}

type BoundFieldProps = Omit<NumberFieldProps, "value" | "onChange" | "hint"> & {
  /** Words of the switch, and of the number below it. */
  switchLabel: string;
  hint: ReactNode;
  first: number;
  value: number | null;
  onChange: (value: number | null) => void;
};

/** A bound that may be none: a switch and, while it is on, the number. In the form null is none. */
export function BoundField({ switchLabel, hint, first, value, onChange, ...number }: BoundFieldProps) {
  const [last, setLast] = useState(value ?? first);
  return (
    <div className="flex flex-col gap-3 rounded-md border px-4 py-3.5">
      <SwitchRow
        label={switchLabel}
        hint={hint}
        checked={value !== null}
        onCheckedChange={(on) => {
          if (value !== null) setLast(value);
          onChange(on ? last : null);
        }}
      />
      {value === null ? null : <NumberField {...number} hint={null} value={value} onChange={onChange} />}
    </div>
  );
}
