"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useEffectEvent, useState } from "react";
import { useForm } from "react-hook-form";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import type { ConflictDetails } from "@/lib/services/provisioning-keys/lock-key";
import { type UpdateKeyForm, updateKeySchema } from "@/lib/services/provisioning-keys/schema";
import type { EditFocus } from "../../search-params";
import type { Conflict, Side } from "./conflict-panel";
import { KEY_FIELDS, type KeyField, type KeyFields, mergeEdit, pick } from "./merge-edit";
import { useSaveKey } from "./use-save-key";

const FOCUSED_FIELD = { maximum: "maximum", expiry: "expiresAt" } as const satisfies Record<EditFocus, KeyField>;

const fieldsOf = (source: KeyFields) => pick(source, KEY_FIELDS) as KeyFields;

/** State of the edit form: values, saving, and what to do when somebody else saved first. */
export function useEditForm(
  detail: KeyDetail,
  focus: EditFocus | null,
  close: () => void,
  onDirty: (dirty: boolean) => void,
) {
  // What this edit began from; after a conflict, what the other person saved.
  const [start, setStart] = useState<KeyFields>(() => fieldsOf(detail));
  const [conflict, setConflict] = useState<Conflict>();
  const [choiceMissing, setChoiceMissing] = useState(false);
  const [hideConfirmed, setHideConfirmed] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { save, announceSaved } = useSaveKey(detail.id);
  const { control, handleSubmit, setError, setValue, setFocus, getValues, reset, formState } = useForm<UpdateKeyForm>({
    resolver: zodResolver(updateKeySchema, undefined, { raw: true }),
    defaultValues: { id: detail.id, version: detail.version, ...start },
    shouldFocusError: false,
  });
  const formRef = useFocusFirstError(formState.submitCount);

  const focusFirst = useEffectEvent(() => {
    // On touch a focused field brings up the keyboard, which only a wish for that field is worth.
    if (focus) setFocus(FOCUSED_FIELD[focus], { shouldSelect: true });
    else if (!matchMedia("(pointer: coarse)").matches) setFocus("name");
  });
  useEffect(() => {
    // After the dialog has taken the focus and noted who had it before.
    const timer = setTimeout(() => focusFirst(), 0);
    return () => clearTimeout(timer);
  }, []);

  const { isDirty } = formState;
  const tellDirty = useEffectEvent(onDirty);
  useEffect(() => tellDirty(isDirty), [isDirty]);

  const meet = ({ changedBy, changedAt, current }: ConflictDetails) => {
    const mine = fieldsOf(getValues());
    const saved = fieldsOf(current);
    const { values, differing, takenOver } = mergeEdit(start, saved, mine);
    reset({ id: detail.id, version: current.version, ...values }, { keepSubmitCount: true, keepDirty: true });
    setStart(saved);
    setChoiceMissing(false);
    setConflict({ changedBy, changedAt, version: current.version, saved, mine, differing, takenOver, chosen: {} });
  };

  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    const undecided = conflict?.differing.some((field) => !conflict.chosen[field]) ?? false;
    setChoiceMissing(undecided);
    if (undecided) return;
    if (start.viewOrExport && !values.viewOrExport && !hideConfirmed) {
      setError("viewOrExport", {
        message: "Confirm that the key shall be hidden for good, or turn the switch on again.",
      });
      return;
    }
    const result = await save(values);
    if (result?.ok) {
      close();
      announceSaved(start, result.data);
      return;
    }
    if (!result) {
      setFailure("The server did not answer. What you typed is still here; try again.");
      return;
    }
    const { code, message, fields, details } = result.error;
    if (code === "conflict") {
      meet(details as ConflictDetails);
      return;
    }
    for (const [path, text] of Object.entries(fields)) setError(path as KeyField, { message: text });
    if (Object.keys(fields).length === 0) setFailure(message);
  });

  const choose = (field: KeyField, side: Side) => {
    if (!conflict) return;
    setConflict({ ...conflict, chosen: { ...conflict.chosen, [field]: side } });
    setChoiceMissing(false);
    const source = side === "saved" ? conflict.saved : conflict.mine;
    setValue(field, source[field], { shouldDirty: true, shouldValidate: true });
  };
  const discardMine = () => {
    if (!conflict) return;
    reset({ id: detail.id, version: conflict.version, ...conflict.saved });
    setConflict(undefined);
  };
  return {
    formRef,
    control,
    errors: formState.errors,
    saving: formState.isSubmitting,
    submit,
    failure,
    conflict,
    choiceMissing,
    choose,
    discardMine,
    hideConfirmed,
    setHideConfirmed,
  };
}
