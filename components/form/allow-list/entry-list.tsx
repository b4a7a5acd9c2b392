"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announcer";
import type { EntryReview } from "@/lib/net/review-allow-list";
import { EntryRow } from "./entry-row";
import type { AllowListState } from "./use-allow-list";

type Control = "edit" | "remove";
type EntryListProps = {
  list: AllowListState;
  reviews: readonly EntryReview[];
  isRefused: boolean;
  /** Takes the focus when the last entry is gone. */
  focusField: () => void;
};

/**
 * The entries of an allow list. However many there are, they are one stop of the Tab key: the arrows, Home and End move
 * between them, Enter edits, Delete removes, Ctrl Z takes back.
 */
export function EntryList({ list, reviews, isRefused, focusField }: EntryListProps) {
  const { rows } = list;
  const root = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const [editing, setEditing] = useState<number | null>(null);
  /** Where the focus belongs once the rows are drawn again. */
  const wanted = useRef<{ index: number; control: Control } | null>(null);
  const current = Math.min(at, rows.length - 1);

  useEffect(() => {
    const place = wanted.current;
    if (!place) return;
    wanted.current = null;
    const items = root.current?.children ?? [];
    const item = items[Math.min(place.index, items.length - 1)];
    const control = item?.querySelector<HTMLElement>(`[data-entry-control="${place.control}"]`);
    if (control) control.focus();
    else focusField();
  });

  const moveTo = (index: number, control: Control) => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    setAt(to);
    const item = root.current?.children[to];
    item?.querySelector<HTMLElement>(`[data-entry-control="${control}"]`)?.focus();
    item?.scrollIntoView({ block: "nearest" });
  };
  const remove = (index: number, control: Control) => {
    wanted.current = { index, control };
    list.change(rows.filter((_, place) => place !== index));
    announce(`${rows[index]} removed`);
    if (rows.length === 1) focusField();
  };
  const finish = (index: number, text: string | null, isLeft: boolean) => {
    if (editing !== index) return;
    setEditing(null);
    if (!isLeft) wanted.current = { index, control: "edit" };
    if (text !== null && text.trim() !== rows[index]) list.replace(index, text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const control = (event.target as HTMLElement).dataset.entryControl === "remove" ? "remove" : "edit";
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) moveTo(to, control);
    else if (event.key === "Delete" || event.key === "Backspace") remove(current, control);
    else if (event.key === "z" && (event.ctrlKey || event.metaKey) && list.canUndo) {
      wanted.current = { index: current, control };
      list.undo();
      announce("Taken back");
    } else return;
    event.preventDefault();
  };
  return (
    <ul
      ref={root}
      aria-label="Entries"
      className="max-h-66 scroll-py-1 overflow-y-auto rounded-sm border bg-surface"
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const item = event.target.closest("li");
        if (item) setAt([...(root.current?.children ?? [])].indexOf(item));
      }}
    >
      {rows.map((entry, index) => {
        const review = reviews[index];
        if (!review) return null;
        return (
          <EntryRow
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry may stand there twice, and the focus stays at its place
            key={index}
            entry={entry}
            review={review}
            other={"of" in review ? rows[review.of] : undefined}
            isCurrent={index === current}
            isRefused={isRefused}
            isEditing={editing === index}
            onEdit={() => setEditing(index)}
            onEdited={(text, isLeft) => finish(index, text, isLeft)}
            onFix={(meant) => {
              wanted.current = { index, control: "edit" };
              list.replace(index, meant);
              announce(`${entry} is now ${meant}`);
            }}
            onRemove={() => remove(index, "remove")}
          />
        );
      })}
    </ul>
  );
}
