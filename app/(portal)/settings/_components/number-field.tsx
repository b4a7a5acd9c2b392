"use client";

import { type ReactNode, useState } from "react";
import { type Control, type FieldPathByValue, useController } from "react-hook-form";
import { NumberInput, type NumberWords } from "@/components/form/number-input";
import { SwitchRow } from "@/components/form/switch-row";
import type { SettingsForm } from "@/lib/services/tenant/schema";

type NumberFieldProps = NumberWords & {
  control: Control<SettingsForm>;
  name: FieldPathByValue<SettingsForm, number>;
};

/** A setting that is a whole number with its unit. In the form NaN is no number. */
export function NumberField({ control, name, ...words }: NumberFieldProps) {
  const { field, fieldState } = useController({ control, name });
  return <NumberInput {...words} error={fieldState.error?.message} value={field.value} onChange={field.onChange} />;
}

type BoundFieldProps = NumberWords & {
  control: Control<SettingsForm>;
  name: "maximumUpperBound" | "keyLifetimeUpperBoundDays" | "autoDeleteAfterDays";
  switchLabel: string;
  /** What it begins with when it is switched on. */
  first: number;
  /** What else can be set while it is on. */
  children?: ReactNode;
};

/** A setting that is a bound, which may be none: a switch and, while it is on, the number. In the form null is none. */
export function BoundField({ control, name, switchLabel, hint, first, children, ...words }: BoundFieldProps) {
  const { field, fieldState } = useController({ control, name });
  const { value, onChange } = field;
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
      {value === null ? null : (
        <>
          <NumberInput {...words} error={fieldState.error?.message} value={value} onChange={onChange} />
          {children}
        </>
      )}
    </div>
  );
}
