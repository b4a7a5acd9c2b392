"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { SwitchRow } from "@/components/form/switch-row";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { useHydrated } from "@/components/form/use-hydrated";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import type { ThresholdsDto } from "@/lib/services/notifications/get-thresholds";
import {
  type ThresholdsForm as Form,
  type Thresholds,
  updateThresholdsSchema,
} from "@/lib/services/notifications/schema";
import type { ThresholdsConflict } from "@/lib/services/notifications/update-thresholds";
import { updateThresholdsAction } from "../actions";
import { ThresholdField } from "./threshold-field";
import { AT_LIMIT_WORDS, describeThreshold, labelThreshold, NUMBER_NAMES, THRESHOLD_NAMES } from "./threshold-words";

/** What is told and from when on; what is saved counts from the next look, within half a minute. */
export function ThresholdsForm({ thresholds }: { thresholds: ThresholdsDto }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [start, setStart] = useState<Thresholds>(thresholds);
  const [conflict, setConflict] = useState<ThresholdsConflict>();
  const [failure, setFailure] = useState<string>();
  const { control, handleSubmit, formState, setError, reset, getValues } = useForm<Form>({
    resolver: zodResolver(updateThresholdsSchema, undefined, { raw: true }),
    defaultValues: thresholds,
    shouldFocusError: false,
  });
  const formRef = useFocusFirstError(formState.submitCount);

  /** What only the other person changed is taken over; the rest stays as it is here. */
  const meet = (met: ThresholdsConflict) => {
    const merged = { ...getValues(), version: met.current.version };
    for (const name of THRESHOLD_NAMES) {
      if (merged[name] === start[name]) Object.assign(merged, { [name]: met.current[name] });
    }
    reset(merged, { keepSubmitCount: true });
    setStart(met.current);
    setConflict(met);
  };
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await updateThresholdsAction(values).catch(() => null);
    if (!result) return setFailure("The server did not answer. What you typed is still here; try again.");
    if (result.ok) {
      reset({ ...values, version: result.data.version }, { keepSubmitCount: true });
      setStart(values);
      setConflict(undefined);
      if (result.data.changed) toast.success("Thresholds saved");
      return router.refresh();
    }
    const { code, message, fields, details } = result.error;
    if (code === "conflict") return meet(details as ThresholdsConflict);
    for (const [path, text] of Object.entries(fields)) setError(path as keyof Form, { message: text });
    if (Object.keys(fields).length === 0) setFailure(message);
  });
  return (
    <Card>
      <CardHeader title="What is told" />
      <form ref={formRef} noValidate onSubmit={submit}>
        {conflict ? <ConflictBanner conflict={conflict} mine={getValues()} /> : null}
        <div className="divide-y border-b">
          <Controller
            control={control}
            name="atLimit"
            render={({ field }) => (
              <SwitchRow
                {...AT_LIMIT_WORDS}
                checked={field.value}
                onCheckedChange={field.onChange}
                className="px-4 py-3.5"
              />
            )}
          />
          {NUMBER_NAMES.map((name) => (
            <ThresholdField key={name} control={control} name={name} />
          ))}
        </div>
        <div className="flex flex-col gap-3 px-4 py-3">
          {failure ? (
            <Banner tone="bad" role="alert">
              {failure}
            </Banner>
          ) : null}
          <div className="flex flex-wrap items-center gap-3">
            <p className="min-w-0 flex-1 text-xs text-fg-3">
              Told to everybody, under the bell. Deleted and disabled things are not.
            </p>
            <Button type="submit" size="lg" variant="primary" disabled={!hydrated} busy={formState.isSubmitting}>
              Save thresholds
            </Button>
          </div>
        </div>
      </form>
    </Card>
  );
}

function ConflictBanner({
  conflict: { changedBy, current },
  mine,
}: {
  conflict: ThresholdsConflict;
  mine: Thresholds;
}) {
  const differing = THRESHOLD_NAMES.filter((name) => mine[name] !== current[name]);
  return (
    <Banner tone="warn" role="alert" title={`${changedBy} saved these meanwhile.`} className="m-4">
      Nothing of yours is lost or saved yet.
      {differing.length === 0
        ? " What they changed is taken over below; save again."
        : " Saved now, but not in this form:"}
      <ul className="mt-1.5 list-disc pl-4.5">
        {differing.map((name) => (
          <li key={name}>
            {labelThreshold(name)}: <b className="font-medium">{describeThreshold(name, current)}</b>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
