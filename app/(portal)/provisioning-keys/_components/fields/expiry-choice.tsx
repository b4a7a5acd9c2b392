"use client";

import { Calendar } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/form/field";
import { useTimeZone } from "@/components/shell/clock";
import { Segments } from "@/components/ui/segments";
import { formatDateTime } from "@/lib/format/date";
import type { Binding } from "./binding";
import { ExpiryInput } from "./expiry-field";

const DAY = 86_400_000;
const LIFETIMES = [
  { value: "1", label: "24 h" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
];
/** What Custom begins with, where nothing was chosen before. */
const FIRST_DAYS = 7;

/** Label, hint and error belong to the date, once it is asked for. */
const NOT_THE_CONTROL = {
  id: undefined,
  "aria-describedby": undefined,
  "aria-invalid": undefined,
  "aria-required": undefined,
};

const ahead = (days: number) => new Date(Date.now() + days * DAY).toISOString();

type ExpiryChoiceProps = {
  field: Binding<string | null>;
  error?: string;
  /** The tenant's upper bound in days; null is none. With one, a key cannot be for ever. */
  upperBoundDays: number | null;
};

/** When a new key stops working: some days ahead, an instant of one's own, or never. */
export function ExpiryChoice({ field, error, upperBoundDays }: ExpiryChoiceProps) {
  const zone = useTimeZone();
  const [chosen, setChosen] = useState(field.value === null ? "never" : "custom");
  const options = [
    ...LIFETIMES.filter(({ value }) => upperBoundDays === null || Number(value) <= upperBoundDays),
    { value: "custom", label: "Custom" },
    ...(upperBoundDays === null ? [{ value: "never", label: "Never" }] : []),
  ];
  const choose = (next: string) => {
    setChosen(next);
    if (next === "never") field.onChange(null);
    else if (next !== "custom") field.onChange(ahead(Number(next)));
    else if (field.value === null) field.onChange(ahead(Math.min(FIRST_DAYS, upperBoundDays ?? FIRST_DAYS)));
  };
  const isCustom = chosen === "custom";
  return (
    <Field
      label="Expiry"
      required={upperBoundDays !== null}
      error={error}
      hint={`After this, new enrollments are refused. Enrolled connectors stay. Time zone: ${zone}.`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Segments
          aria-label="Expires"
          options={options}
          value={chosen}
          onValueChange={choose}
          tabIndex={error && !isCustom ? -1 : undefined}
          {...(isCustom && NOT_THE_CONTROL)}
        />
        {isCustom ? <ExpiryInput field={field} empty="incomplete" /> : null}
        {isCustom || field.value === null ? null : (
          <span className="flex items-center gap-1.5 text-xs text-fg-2">
            <Calendar aria-hidden className="size-3.5 text-fg-3" />
            {formatDateTime(field.value, zone)}
          </span>
        )}
      </div>
    </Field>
  );
}
