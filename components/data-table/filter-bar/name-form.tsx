"use client";

import { type FormEvent, useState } from "react";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type NameFormProps = {
  label: string;
  initial?: string;
  /** The verb of the button. */
  submit: string;
  onCancel: () => void;
  /** Resolves with nothing when done, or with the words of an error. */
  onSubmit: (name: string) => Promise<string | undefined>;
};

/** Asks for the name of a saved filter. */
export function NameForm({ label, initial = "", submit, onCancel, onSubmit }: NameFormProps) {
  const [name, setName] = useState(initial);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(name.trim() === "" ? "Enter a name." : await onSubmit(name));
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="grid gap-3 p-2">
      <Field label={label} error={failure}>
        <Input
          size="md"
          autoFocus
          autoComplete="off"
          maxLength={80}
          value={name}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setName(event.target.value);
            setFailure(undefined);
          }}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="quiet" className="max-md:h-10" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" type="submit" busy={busy} className="max-md:h-10">
          {submit}
        </Button>
      </div>
    </form>
  );
}
