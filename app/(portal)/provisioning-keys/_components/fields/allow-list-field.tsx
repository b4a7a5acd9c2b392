"use client";

import { useState } from "react";
import { Field } from "@/components/form/field";
import { Textarea } from "@/components/ui/textarea";
import type { Binding } from "./binding";

const split = (text: string) => text.split(/[\n,;]+/u).filter((entry) => entry.trim() !== "");

/** Addresses from which connectors may enroll with the key, one on each line as it is typed or pasted. */
export function AllowListField({ field, error }: { field: Binding<string[]>; error?: string }) {
  const [typed, setTyped] = useState<string>();
  // The text stays as it was typed as long as it means the value of the form.
  const same = typed !== undefined && JSON.stringify(split(typed)) === JSON.stringify(field.value);
  return (
    <Field
      label="Allow list"
      optional
      error={error}
      hint="Addresses or networks connectors enroll from, one per line, such as 203.0.113.7 or 10.0.0.0/8. Empty: every address."
    >
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
