"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import type { Binding } from "./binding";

/** The name of a key; the hint says what else it names. */
export function NameField({ field, error, note }: { field: Binding<string>; error?: string; note?: ReactNode }) {
  const prefix = field.value.trim() || "name";
  return (
    <Field
      label="Name"
      required
      error={error}
      hint={
        <>
          Connectors will be named <code className="font-mono whitespace-nowrap">{shorten(prefix)}-1</code>,{" "}
          <code className="font-mono whitespace-nowrap">{shorten(prefix)}-2</code> and so on.
        </>
      }
    >
      <Input
        {...field}
        onChange={(event) => field.onChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        end={note}
      />
    </Field>
  );
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length > 32 ? `${letters.slice(0, 32).join("")}…` : text;
}
