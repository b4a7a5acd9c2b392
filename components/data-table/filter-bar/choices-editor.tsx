"use client";

import { LoaderCircle, Search } from "lucide-react";
import { useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { type FilterColumn, MAX_TEXT } from "@/lib/table/filters";
import type { FilterDraft } from "./draft";
import { type LoadChoices, useChoices } from "./use-choices";
import type { Choice } from "./words";

/** From this many on, choices can be searched. */
const SEARCHED_FROM = 9;

type ChoicesEditorProps = {
  column: FilterColumn;
  draft: FilterDraft;
  onChange: (draft: FilterDraft) => void;
  /** Names of values that are chosen already. */
  known: readonly Choice[];
  loadChoices?: LoadChoices | undefined;
};

/** The values a filter can name, to be ticked; many of them are searched, where need be by the server. */
export function ChoicesEditor({ column, draft, onChange, known, loadChoices }: ChoicesEditorProps) {
  const id = useId();
  const [search, setSearch] = useState("");
  const { found, seen, more, isMany, busy, error } = useChoices(column, search, loadChoices);
  if (error) {
    return (
      <p role="alert" className="text-xs text-bad-fg">
        {error}
      </p>
    );
  }
  if (!found) {
    return (
      <p role="status" className="flex items-center gap-2 text-xs text-fg-3">
        <LoaderCircle aria-hidden className="size-3.5 animate-spin" /> Loading the choices
      </p>
    );
  }
  const nameOf = (value: string) => [...seen, ...known].find((choice) => choice.value === value)?.label ?? value;
  // What is chosen stays in sight, also when the search does not find it or it is gone.
  const others = draft.chosen.filter((value) => !found.some((choice) => choice.value === value));
  const all = [...others.map((value) => ({ value, label: nameOf(value) })), ...found];
  const toggle = (value: string, on: boolean) =>
    onChange({ ...draft, chosen: on ? [...draft.chosen, value] : draft.chosen.filter((one) => one !== value) });
  const words = column.label;
  return (
    <div className="grid gap-1.5">
      {isMany || seen.length >= SEARCHED_FROM ? (
        <Input
          size="md"
          type="search"
          aria-label={`Search ${words}`}
          placeholder="Search"
          maxLength={MAX_TEXT}
          autoComplete="off"
          spellCheck={false}
          icon={busy ? <LoaderCircle className="animate-spin" /> : <Search />}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            // Enter would apply a filter that is not chosen yet, Escape close the editor.
            if (event.key === "Enter") event.preventDefault();
            if (event.key !== "Escape" || search === "" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.stopPropagation();
            setSearch("");
          }}
        />
      ) : null}
      {all.length === 0 ? (
        <p role="status" className="py-1 text-xs text-fg-3">
          {search === "" ? "There is nothing to choose from yet." : "Nothing has this in its name."}
        </p>
      ) : (
        <fieldset aria-label={words} className="-mx-1 max-h-56 min-w-0 overflow-y-auto px-1">
          {all.map(({ value, label }, index) => (
            <div key={value} className="flex min-h-7.5 items-center gap-2.5 max-md:min-h-11">
              <Checkbox
                id={`${id}-${index}`}
                checked={draft.chosen.includes(value)}
                onCheckedChange={(checked) => toggle(value, checked === true)}
              />
              <label htmlFor={`${id}-${index}`} className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere]">
                {label}
              </label>
            </div>
          ))}
        </fieldset>
      )}
      {more ? <p className="text-xs text-fg-3">There are more: search for a part of the name.</p> : null}
    </div>
  );
}
