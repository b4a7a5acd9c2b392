"use client";

import { useState } from "react";
import { Field } from "@/components/form/field";
import { Textarea } from "@/components/ui/textarea";

const split = (text: string) => text.split(/[\n,;]+/u).filter((entry) => entry.trim() !== "");

type AllowListFieldProps = {
  /** What react-hook-form hands to a controlled field, or the same by hand. */
  field: {
    name?: string;
    value: string[];
    onChange: (value: string[]) => void;
    onBlur?: () => void;
    ref?: (element: HTMLElement | null) => void;
  };
  error?: string;
  hint?: string;
};

const HINT =
  "Addresses or networks connectors enroll from, one per line, such as 203.0.113.7 or 10.0.0.0/8. Empty: every address.";

/** Addresses from which connectors may enroll, one on each line as it is typed or pasted. */
export function AllowListField({ field, error, hint = HINT }: AllowListFieldProps) {
  const [typed, setTyped] = useState<string>();
  // The text stays as it was typed as long as it means the value of the form.
  const same = typed !== undefined && JSON.stringify(split(typed)) === JSON.stringify(field.value);
  return (
    <Field label="Allow list" optional error={error} hint={hint}>
      <Textarea
        name={field.name}
        ref={field.ref}
        onBlur={field.onBlur}
        rows={2}
        spellCheck={false}
        autoCapitalize="off"
        className="min-h-15 font-mono text-xs"
        value={same ? typed : field.value.join("\n")}
        onChange={(event) => {
          setTyped(event.target.value);
          field.onChange(split(event.target.value));
        }}
      />
    </Field>
  );
}
