"use client";

import { useMemo, useRef, useState } from "react";
import { Field } from "@/components/form/field";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { formatCount } from "@/lib/format/number";
import { reviewAllowList, splitEntries } from "@/lib/net/review-allow-list";
import { EntryList } from "./entry-list";
import { EntrySummary } from "./entry-summary";
import { useAllowList } from "./use-allow-list";

/** More than a page should draw; what is saved has at most 200. */
const DRAWN = 1_000;

type AllowListFieldProps = {
  /** What react-hook-form hands to a controlled field, or the same by hand. */
  field: {
    name?: string;
    value: string[];
    onChange: (value: string[]) => void;
    onBlur?: () => void;
    ref?: (element: HTMLElement | null) => void;
  };
  error?: string;
  hint?: string;
};

const HINT =
  "Addresses or networks connectors enroll from, such as 203.0.113.7 or 10.0.0.0/8; paste as many as you like. Empty: every address.";

/** Addresses from which connectors may enroll: a field that takes one or many, and below it those that were added. */
export function AllowListField({ field, error, hint = HINT }: AllowListFieldProps) {
  const list = useAllowList(field.value, field.onChange);
  const { rows, draft, draftProblem } = list;
  const box = useRef<HTMLTextAreaElement>(null);
  const [refusal, setRefusal] = useState<string>();
  const reviews = useMemo(() => reviewAllowList(rows), [rows]);
  const impossible = reviews.filter(({ kind }) => kind === "impossible").length;
  // What is wrong with an entry is said there; here only that something is, and what is wrong with the text of the field.
  const isBelow = error !== undefined && draftProblem === undefined && impossible > 0;
  const said =
    refusal ??
    (error && draftProblem) ??
    (isBelow ? `Correct or remove the ${formatCount(impossible, "entry", "entries")} marked below.` : error);

  const focusField = () => box.current?.focus();
  const add = (text: string) => {
    const count = splitEntries(text).length;
    if (count === 0) return;
    if (rows.length + count > DRAWN) {
      setRefusal(`These are ${formatCount(count, "entry", "entries")}. An allow list has at most 200.`);
      return;
    }
    setRefusal(undefined);
    list.add(text);
    announce(`${formatCount(count, "entry", "entries")} added`);
  };
  const addDraft = () => {
    // What cannot be right stays where it was typed, with the reason.
    if (draftProblem !== undefined && splitEntries(draft).length === 1) setRefusal(draftProblem);
    else add(draft);
    focusField();
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field label="Allow list" optional error={said} hint={hint}>
        <div className="flex items-start gap-2">
          <Textarea
            name={field.name}
            ref={(element) => {
              box.current = element;
              field.ref?.(element);
            }}
            onBlur={field.onBlur}
            rows={1}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            className="max-h-40 min-h-(--ctl-h-lg) flex-1 resize-none! font-mono text-xs/5 max-md:py-2.5"
            value={draft}
            {...(isBelow && !refusal && { "aria-invalid": undefined })}
            onChange={(event) => {
              setRefusal(undefined);
              list.type(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              addDraft();
            }}
            onPaste={(event) => {
              const text = event.clipboardData.getData("text");
              if (draft !== "" || splitEntries(text).length < 2) return;
              event.preventDefault();
              add(text);
            }}
          />
          <Button size="lg" onClick={addDraft}>
            Add
          </Button>
        </div>
      </Field>
      {rows.length > 0 ? (
        <EntryList list={list} reviews={reviews} isRefused={error !== undefined} focusField={focusField} />
      ) : null}
      <EntrySummary list={list} reviews={reviews} focusField={focusField} />
    </div>
  );
}
