"use client";

import { useState } from "react";
import { type Control, useController } from "react-hook-form";
import { NumberInput } from "@/components/form/number-input";
import { SwitchRow } from "@/components/form/switch-row";
import { THRESHOLD_BOUNDS, type ThresholdsForm } from "@/lib/services/notifications/schema";
import { NUMBER_WORDS, type NumberName } from "./threshold-words";

type ThresholdFieldProps = { control: Control<ThresholdsForm>; name: NumberName };

/** Whether a kind is told of and, while it is, from when on. In the form null is not at all and NaN is no number. */
export function ThresholdField({ control, name }: ThresholdFieldProps) {
  const { field, fieldState } = useController({ control, name });
  const { value, onChange } = field;
  const { min, max, first } = THRESHOLD_BOUNDS[name];
  const { label, hint, number, unit } = NUMBER_WORDS[name];
  const [last, setLast] = useState<number>(value ?? first);
  return (
    <div className="flex flex-col gap-3 px-4 py-3.5">
      <SwitchRow
        label={label}
        hint={hint}
        checked={value !== null}
        onCheckedChange={(on) => {
          if (value !== null) setLast(value);
          onChange(on ? last : null);
        }}
      />
      {value === null ? null : (
        <NumberInput {...{ label: number, unit, min, max, value, onChange }} error={fieldState.error?.message} />
      )}
    </div>
  );
}
