"use client";

import { useEffect, useRef, useState } from "react";
import { Combobox, type ComboboxOption } from "@/components/form/combobox";
import { Field } from "@/components/form/field";
import { NEW_GROUP } from "@/lib/services/connector-groups/schema";
import type { CreateKeyForm } from "@/lib/services/provisioning-keys/schema";
import { type GroupField, GroupFields as NewGroupFields } from "../../../_components/group-fields/group-fields";
import { listGroupOptionsAction } from "../../actions";
import type { Binding } from "./binding";

type GroupValue = CreateKeyForm["group"];
type NewGroup = Extract<GroupValue, { kind: "new" }>;
export type GroupChoice = { id: string; name: string; enabled: boolean };

type GroupFieldsProps = {
  field: Binding<GroupValue>;
  /** What is wrong with a field of the new group, or with the choice of one (`id`). */
  errorAt: (field: GroupField | "id") => string | undefined;
  groups: readonly GroupChoice[];
  /** There are more groups than `groups` holds: the server searches. */
  more: boolean;
  /** Name of the group that is chosen already, where `groups` may not hold it. */
  chosenName?: string;
  onChoose?: (name: string) => void;
};

const SEARCH_WAIT_MS = 200;
const EMPTY: NewGroup = { kind: "new", ...NEW_GROUP };

const toOption = ({ id, name, enabled }: GroupChoice): ComboboxOption => ({
  value: id,
  label: name,
  hint: enabled ? undefined : "disabled",
});

/** The group connectors will join: one that exists, searched by name, or a new one added in place. */
export function GroupFields({ field, errorAt, groups, more, chosenName, onChoose }: GroupFieldsProps) {
  const { value, onChange } = field;
  // Both halves are kept, so that going back and forth loses nothing.
  const existing = useRef<GroupValue>({ kind: "existing", id: "" });
  const added = useRef<NewGroup>(EMPTY);
  if (value.kind === "new") added.current = value;
  else existing.current = value;

  const swap = (kind: GroupValue["kind"]) => onChange(kind === "new" ? added.current : existing.current);
  if (value.kind === "existing") {
    return (
      <ExistingGroup
        {...{ field, groups, more, chosenName, onChoose }}
        error={errorAt("id")}
        onAdd={() => swap("new")}
      />
    );
  }
  return (
    <NewGroupFields
      value={{ ...NEW_GROUP, ...value }}
      onChange={(changed) => onChange({ ...value, ...changed })}
      errorAt={errorAt}
      onBlur={field.onBlur}
      nameRef={field.ref}
      nameLabel="Group name"
      nameEnd={groups.length > 0 ? <Swap onClick={() => swap("existing")}>Choose an existing group</Swap> : undefined}
    />
  );
}

type ExistingGroupProps = Omit<GroupFieldsProps, "errorAt"> & { error?: string; onAdd: () => void };

function ExistingGroup({ field, error, groups, more, onAdd, chosenName, onChoose }: ExistingGroupProps) {
  const [selected, setSelected] = useState<ComboboxOption | null>(() =>
    chosenName && field.value.kind === "existing" ? { value: field.value.id, label: chosenName } : null,
  );
  const search = useGroupSearch(groups, more);
  return (
    <Field
      label="App Connector Group"
      required
      error={error}
      hint="Connectors that enroll with the key join this group. It cannot be changed later."
      labelEnd={<Swap onClick={onAdd}>Add a new group</Swap>}
    >
      <Combobox
        ref={field.ref}
        options={search.found.map(toOption)}
        selected={selected}
        onSelect={(option) => {
          setSelected(option);
          onChoose?.(option.label);
          field.onChange({ kind: "existing", id: option.value });
        }}
        onSearch={search.run}
        onBlur={field.onBlur}
        busy={search.busy}
        placeholder="Choose a group"
        empty="No group matches. Add a new one."
        note={search.more ? "There are more groups. Type to find one." : undefined}
      />
    </Field>
  );
}

/** Searches among the groups at hand, and on the server when those are not all. The last search wins. */
function useGroupSearch(groups: readonly GroupChoice[], more: boolean) {
  const [result, setResult] = useState({ found: groups, more });
  const [busy, setBusy] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef("");
  useEffect(() => () => clearTimeout(timer.current), []);

  const run = (text: string) => {
    const q = text.trim();
    latest.current = q;
    clearTimeout(timer.current);
    if (q === "" || !more) {
      setBusy(false);
      const wanted = q.toLowerCase();
      setResult({ found: groups.filter(({ name }) => name.toLowerCase().includes(wanted)), more: more && q === "" });
      return;
    }
    setBusy(true);
    timer.current = setTimeout(async () => {
      const answer = await listGroupOptionsAction({ q }).catch(() => null);
      if (latest.current !== q) return;
      setBusy(false);
      if (answer?.ok) setResult({ found: answer.data.groups, more: answer.data.more });
    }, SEARCH_WAIT_MS);
  };
  return { ...result, busy, run };
}

function Swap({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <button type="button" onClick={onClick} className="min-h-6 rounded-xs font-medium text-accent hover:underline">
      {children}
    </button>
  );
}
