"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/form/field";
import { useTimeZone } from "@/components/shell/clock";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { Binding } from "./binding";

const MINUTE = 60_000;

/** An instant as `datetime-local` wants it, in the browser's time zone, to the minute. */
function toLocal(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return "";
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

type ExpiryInputProps = {
  field: Binding<string | null>;
  /** What an empty input stands for: no expiry, or one that is still missing. */
  empty?: null | "incomplete";
};

/** Date and time of an expiry. A date half typed is handed on as it is, for the schema to refuse. */
export function ExpiryInput({ field, empty = null }: ExpiryInputProps) {
  // What is typed is kept apart from its instant, so that an untouched value keeps its seconds.
  const [typed, setTyped] = useState<{ for: string | null; text: string }>();
  const text = typed && typed.for === field.value ? typed.text : field.value === null ? "" : toLocal(field.value);

  const change = (next: string, incomplete: boolean) => {
    const at = new Date(next);
    const value = incomplete ? "incomplete" : next === "" || Number.isNaN(at.getTime()) ? empty : at.toISOString();
    setTyped({ for: value, text: next });
    field.onChange(value);
  };
  return (
    <Input
      type="datetime-local"
      name={field.name}
      ref={field.ref}
      onBlur={field.onBlur}
      value={text}
      max="9999-12-31T23:59"
      onChange={(event) => change(event.target.value, event.target.validity.badInput)}
      className="max-w-64 max-md:max-w-none"
      end={
        field.value === null || empty !== null ? null : (
          <IconButton label="Clear expiry" onClick={() => change("", false)}>
            <X />
          </IconButton>
        )
      }
    />
  );
}

/** When a key stops working. Empty is never. */
export function ExpiryField({ field, error }: { field: Binding<string | null>; error?: string }) {
  const zone = useTimeZone();
  return (
    <Field
      label="Expiry"
      optional
      error={error}
      hint={`New enrollments are refused after it; enrolled connectors stay. Empty: never. Time zone: ${zone}.`}
    >
      <ExpiryInput field={field} />
    </Field>
  );
}
