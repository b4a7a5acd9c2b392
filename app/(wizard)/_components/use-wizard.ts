"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { Binding } from "@/app/(portal)/provisioning-keys/_components/fields/binding";
import { newRequestId } from "@/app/(portal)/provisioning-keys/_components/new-request-id";
import type { CreateKeyForm } from "@/lib/services/provisioning-keys/schema";
import { type Draft, readDraft, saveDraft } from "./draft";
import { clearDraft } from "./draft-place";
import type { Step } from "./place";
import { findProblems, firstIncomplete, type Problems, stepSchemas } from "./steps";
import { defaultValues, type WizardOptions } from "./wizard-options";

type Refusals = Record<string, { message: string; value: string }>;
type Kept = Pick<Draft, "choice" | "furthest" | "groupName" | "values">;

const freshState = (options: WizardOptions): Kept => ({
  choice: "new",
  furthest: 1,
  groupName: "",
  values: defaultValues(options, newRequestId()),
});
/** What a person has put in; the id of the request and how far one looked are no input. */
const inputOf = ({ values: { requestId: _, ...values }, choice }: Kept) => JSON.stringify([values, choice]);
const valueAt = (values: CreateKeyForm, path: string) => JSON.stringify(values[path.split(".")[0] as "name"]);

/**
 * What is typed into the wizard, kept as a draft of this tab, and what is wrong with it: a step is judged by its schema
 * from the first Continue on, and what the server refused stays at its field until the value changes.
 */
export function useWizard(owner: string, options: WizardOptions, wantsNew: boolean) {
  const [state, setState] = useState(() => freshState(options));
  const [ready, setReady] = useState(false);
  const [round, setRound] = useState(0);
  const [restoredAt, setRestoredAt] = useState<number | null>(null);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [attempted, setAttempted] = useState<readonly Step[]>([]);
  const [refusals, setRefusals] = useState<Refusals>({});
  const empty = useRef(inputOf(state));
  const schemas = useMemo(() => stepSchemas(options), [options]);
  const { values } = state;

  const restore = useEffectEvent(() => {
    const draft = readDraft(owner);
    if (draft) {
      // An address beyond the first step asks for a new key.
      setState({
        choice: wantsNew ? "new" : draft.choice,
        furthest: draft.furthest,
        groupName: draft.groupName,
        values: draft.values,
      });
      setRestoredAt(draft.savedAt);
      setRound((before) => before + 1);
    }
    setReady(true);
  });
  useEffect(() => restore(), []);

  useEffect(() => {
    if (!ready || inputOf(state) === empty.current) return;
    const now = Date.now();
    if (saveDraft({ owner, savedAt: now, ...state })) setSavedAt(now);
  }, [owner, ready, state]);

  const patch = (change: Partial<Kept>) => setState((current) => ({ ...current, ...change }));
  const setValue = <Field extends keyof CreateKeyForm>(field: Field, value: CreateKeyForm[Field]) =>
    setState((current) => ({ ...current, values: { ...current.values, [field]: value } }));

  const problemsOf = (step: Step): Problems => findProblems(schemas, step, values);
  const standing = Object.entries(refusals).filter(([path, { value }]) => valueAt(values, path) === value);
  const problems: Problems = {
    ...Object.fromEntries(standing.map(([path, { message }]) => [path, message])),
    ...Object.assign({}, ...attempted.map(problemsOf)),
  };
  return {
    ...state,
    ready,
    /** Changes when all values are put in anew: fields begin again then. */
    round,
    restoredAt,
    savedAt,
    problems,
    problemsOf,
    firstIncomplete: firstIncomplete(schemas, values),
    setValue,
    setChoice: (choice: Draft["choice"]) => patch({ choice }),
    setGroupName: (groupName: string) => patch({ groupName }),
    reach: (step: Step) => setState((current) => (current.furthest >= step ? current : { ...current, furthest: step })),
    /** From now on the step says what is wrong as it is typed. */
    attempt: (step: Step) => setAttempted((steps) => (steps.includes(step) ? steps : [...steps, step])),
    /** Puts what the server refused at its fields, for as long as they hold the values it saw. */
    refuse: (fields: Problems) =>
      setRefusals((before) => ({
        ...before,
        ...Object.fromEntries(
          Object.entries(fields).map(([path, message]) => [path, { message, value: valueAt(values, path) }]),
        ),
      })),
    bind: <Field extends keyof CreateKeyForm>(field: Field): Binding<CreateKeyForm[Field]> => ({
      name: field,
      value: values[field],
      onChange: (value) => setValue(field, value),
      onBlur: () => {},
      ref: () => {},
    }),
    /** Forgets everything that was typed. */
    startOver: () => {
      const next = freshState(options);
      empty.current = inputOf(next);
      clearDraft();
      setState(next);
      setRound(round + 1);
      setAttempted([]);
      setRefusals({});
      setRestoredAt(null);
      setSavedAt(null);
    },
    dismissRestored: () => setRestoredAt(null),
  };
}

export type WizardState = ReturnType<typeof useWizard>;
