"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { get, useForm, useWatch } from "react-hook-form";
import { findMessage } from "@/components/form/find-message";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { toast } from "@/components/ui/toast";
import type { GroupRow } from "@/lib/services/connector-groups/group-row";
import type { GroupConflict } from "@/lib/services/connector-groups/lock-group";
import { type CreateGroupForm, createGroupSchema, NEW_GROUP } from "@/lib/services/connector-groups/schema";
import type { GroupField, GroupValue } from "../../_components/group-fields/group-fields";
import { createGroupAction, updateGroupAction } from "../actions";
import type { MetConflict } from "./group-conflict-panel";
import { mergeGroup, pickGroup } from "./merge-group";

/** State of the form of a group, new or existing: values, saving, and what to do when somebody else saved first. */
export function useGroupForm(group: GroupRow | null, close: () => void) {
  const router = useRouter();
  // What this edit began from; after a conflict, what the other person saved.
  const [start, setStart] = useState<GroupValue>(() => (group ? pickGroup(group) : NEW_GROUP));
  const [version, setVersion] = useState(group?.version ?? 0);
  const [conflict, setConflict] = useState<MetConflict>();
  const [failure, setFailure] = useState<string>();
  const { control, handleSubmit, setError, setValue, reset, formState } = useForm<CreateGroupForm>({
    resolver: zodResolver(createGroupSchema, undefined, { raw: true }),
    defaultValues: start,
    shouldFocusError: false,
  });
  const formRef = useFocusFirstError(formState.submitCount);
  const value = { ...NEW_GROUP, ...useWatch({ control }) } as GroupValue;

  const change = (changed: Partial<GroupValue>) => {
    for (const [field, next] of Object.entries(changed)) {
      setValue(field as GroupField, next, { shouldDirty: true, shouldValidate: formState.isSubmitted });
    }
  };
  const meet = ({ changedBy, changedAt, current }: GroupConflict, mine: GroupValue) => {
    const saved = pickGroup(current);
    const { values, differing, takenOver } = mergeGroup(start, saved, mine);
    reset(values, { keepSubmitCount: true });
    setStart(saved);
    setVersion(current.version);
    setConflict({ changedBy, changedAt, version: current.version, saved, differing, takenOver });
  };
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    const save = group ? updateGroupAction({ id: group.id, version, ...values }) : createGroupAction(values);
    const result = await save.catch(() => null);
    if (!result) {
      setFailure("The server did not answer. What you typed is still here; try again.");
      return;
    }
    if (result.ok) {
      close();
      toast.success(group ? `${values.name.trim()} saved` : `${values.name.trim()} added`);
      router.refresh();
      return;
    }
    const { code, message, fields, details } = result.error;
    if (code === "conflict") {
      meet(details as GroupConflict, values as GroupValue);
      return;
    }
    for (const [path, text] of Object.entries(fields)) setError(path as GroupField, { message: text });
    if (Object.keys(fields).length === 0) setFailure(message);
  });
  const takeSaved = (field: GroupField) => {
    if (!conflict) return;
    change({ [field]: conflict.saved[field] });
    setConflict({ ...conflict, differing: conflict.differing.filter((other) => other !== field) });
  };
  return {
    formRef,
    value,
    change,
    errorAt: (field: GroupField) => findMessage(get(formState.errors, field)),
    submit,
    saving: formState.isSubmitting,
    failure,
    conflict,
    takeSaved,
  };
}
