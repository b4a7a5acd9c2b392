"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { toast } from "@/components/ui/toast";
import type { SettingsDto } from "@/lib/services/tenant/get-settings";
import { type SettingsForm, settingsSchema } from "@/lib/services/tenant/schema";
import type { SettingsConflict } from "@/lib/services/tenant/update";
import { updateSettingsAction } from "../actions";
import type { Conflict } from "./settings-conflict";
import { SETTING_NAMES, type SettingFields } from "./settings-words";

const pick = (source: SettingFields): SettingFields => ({
  name: source.name,
  enrollmentHost: source.enrollmentHost,
  certificateLifetimeDays: source.certificateLifetimeDays,
  viewOrExportDefault: source.viewOrExportDefault,
  maximumUpperBound: source.maximumUpperBound,
  keyLifetimeUpperBoundDays: source.keyLifetimeUpperBoundDays,
  autoDeleteAfterDays: source.autoDeleteAfterDays,
  autoDeleteDisabled: source.autoDeleteDisabled,
});
const toForm = (version: number, fields: SettingFields): SettingsForm => ({
  ...fields,
  version,
  enrollmentHost: fields.enrollmentHost ?? "",
});
const fromForm = ({ version: _version, ...form }: SettingsForm): SettingFields => ({
  ...form,
  enrollmentHost: form.enrollmentHost.trim() === "" ? null : form.enrollmentHost.trim(),
});

/** State of the settings form; when somebody else saved first, what only they changed is taken over and the rest stays. */
export function useSettingsForm(settings: SettingsDto) {
  const router = useRouter();
  const [start, setStart] = useState(() => pick(settings));
  const [conflict, setConflict] = useState<Conflict>();
  const [failure, setFailure] = useState<string>();
  const form = useForm<SettingsForm>({
    resolver: zodResolver(settingsSchema, undefined, { raw: true }),
    defaultValues: toForm(settings.version, start),
    shouldFocusError: false,
  });
  const formRef = useFocusFirstError(form.formState.submitCount);

  const meet = ({ changedBy, current: { version, ...current } }: SettingsConflict) => {
    const mine = fromForm(form.getValues());
    const merged = { ...mine };
    for (const name of SETTING_NAMES) {
      if (mine[name] === start[name]) Object.assign(merged, { [name]: current[name] });
    }
    form.reset(toForm(version, merged), { keepSubmitCount: true });
    setStart(current);
    setConflict({
      changedBy,
      saved: current,
      differing: SETTING_NAMES.filter((name) => merged[name] !== current[name]),
    });
  };

  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await updateSettingsAction(values).catch(() => null);
    if (!result) return setFailure("The server did not answer. What you typed is still here; try again.");
    if (result.ok) {
      const saved = fromForm(values);
      form.reset(toForm(result.data.version, saved), { keepSubmitCount: true });
      setStart(saved);
      setConflict(undefined);
      if (result.data.changed) toast.success("Settings saved");
      return router.refresh();
    }
    const { code, message, fields, details } = result.error;
    if (code === "conflict") return meet(details as SettingsConflict);
    for (const [path, text] of Object.entries(fields)) form.setError(path as keyof SettingsForm, { message: text });
    if (Object.keys(fields).length === 0) setFailure(message);
  });
  return { ...form, formRef, submit, conflict, failure };
}
