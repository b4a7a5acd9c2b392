"use client";

import { useEffect } from "react";
import { Controller } from "react-hook-form";
import { DialogForm } from "@/components/form/dialog-form";
import { Field } from "@/components/form/field";
import { SwitchRow } from "@/components/form/switch-row";
import { RelativeTime } from "@/components/relative-time";
import { Banner } from "@/components/ui/banner";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import { FormDialog } from "../../_components/form-dialog";
import { useParamDialog } from "../../_components/use-param-dialog";
import { type MetConflict, useConnectorForm } from "./use-connector-form";

const LABELS = { name: "Name", description: "Description", enabled: "App Connector enabled" } as const;

/** Edits a connector over the list; open because the address says so. */
export function ConnectorFormDialog({ connector }: { connector: ConnectorRow }) {
  const { open, close } = useParamDialog("edit", connector.id);
  return (
    <FormDialog open={open} close={close}>
      {(setDirty) => <ConnectorForm connector={connector} close={close} onDirty={setDirty} />}
    </FormDialog>
  );
}

type ConnectorFormProps = { connector: ConnectorRow; close: () => void; onDirty: (isDirty: boolean) => void };

function ConnectorForm({ connector, close, onDirty }: ConnectorFormProps) {
  const { control, register, formRef, formState, submit, conflict, failure } = useConnectorForm(connector, close);
  const { errors, isDirty } = formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  return (
    <DialogForm
      ref={formRef}
      title={`Edit ${connector.name}`}
      description={`${connector.groupName} · enrolled with ${connector.keyName}`}
      failure={failure}
      submitLabel={conflict ? `Save over version ${conflict.version}` : "Save changes"}
      busy={formState.isSubmitting}
      onSubmit={submit}
    >
      {conflict ? <ConflictBanner conflict={conflict} /> : null}
      <Field
        label="Name"
        required
        error={errors.name?.message}
        hint="A label: another App Connector may have the same."
      >
        <Input {...register("name")} autoComplete="off" spellCheck={false} />
      </Field>
      <Field label="Description" optional error={errors.description?.message}>
        <Textarea {...register("description")} rows={2} className="min-h-15" />
      </Field>
      <Controller
        control={control}
        name="enabled"
        render={({ field }) => (
          <SwitchRow
            label="App Connector enabled"
            hint="Off: it is refused at once, until it is enabled again. Its certificate is kept."
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
    </DialogForm>
  );
}

function ConflictBanner({ conflict: { changedBy, changedAt, saved, differing } }: { conflict: MetConflict }) {
  return (
    <Banner tone="warn" role="alert">
      <p>
        <b className="font-medium">{changedBy}</b> changed this App Connector while you were editing it (
        <RelativeTime at={changedAt} />
        ). Nothing of yours was saved yet.{" "}
        {differing.length === 0
          ? "What they changed is taken over below."
          : "What only they changed is taken over; saved now, but not in this form:"}
      </p>
      {differing.length > 0 ? (
        <ul className="mt-1.5 list-disc pl-4.5 [overflow-wrap:anywhere]">
          {differing.map((field) => (
            <li key={field}>
              {LABELS[field]}: <b className="font-medium">{showField(saved[field])}</b>
            </li>
          ))}
        </ul>
      ) : null}
    </Banner>
  );
}

function showField(value: string | boolean): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  return value === "" ? "none" : value;
}
