"use client";

import { CircleAlert, Info, Pencil, TriangleAlert, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { EntryReview } from "@/lib/net/review-allow-list";

type EntryRowProps = {
  entry: string;
  review: EntryReview;
  /** The entry the review speaks of. */
  other: string | undefined;
  /** The row the keyboard is at: only its controls are on the way of the Tab key. */
  isCurrent: boolean;
  /** The form was sent with an entry that cannot be saved. */
  isRefused: boolean;
  isEditing: boolean;
  onEdit: () => void;
  /** Takes the text in the entry's place, or leaves the entry as it is; the focus may have gone elsewhere already. */
  onEdited: (text: string | null, isLeft: boolean) => void;
  onFix: (meant: string) => void;
  onRemove: () => void;
};

/** One entry of an allow list: what it is, what is wrong with it or needless about it, and what can be done. */
export function EntryRow(props: EntryRowProps) {
  const { entry, review, other, isCurrent, isRefused, isEditing, onEdit, onEdited, onFix, onRemove } = props;
  const noteId = useId();
  const note = sayOf(review, other);
  const tabIndex = isCurrent ? undefined : -1;
  const described = note ? { "aria-describedby": noteId } : {};
  return (
    <li className="border-b px-2.5 py-1 last:border-b-0 max-md:py-0">
      <div className="flex min-h-6 items-center gap-1">
        {isEditing ? (
          <EntryInput entry={entry} onEdited={onEdited} />
        ) : (
          <>
            <span className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere] max-md:text-sm">{entry}</span>
            <IconButton
              label={`Edit ${entry}`}
              tabIndex={tabIndex}
              data-entry-control="edit"
              {...described}
              {...(isRefused && review.kind === "impossible" && { "aria-invalid": true })}
              onClick={onEdit}
            >
              <Pencil />
            </IconButton>
            <IconButton
              label={`Remove ${entry}`}
              tabIndex={tabIndex}
              data-entry-control="remove"
              {...described}
              onClick={onRemove}
            >
              <X />
            </IconButton>
          </>
        )}
      </div>
      {note ? (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 pb-0.5 text-xs max-md:pb-2">
          <span id={noteId} className={`flex min-w-0 gap-1.5 [overflow-wrap:anywhere] ${note.className}`}>
            <note.icon aria-hidden className="mt-px size-3.5 shrink-0" />
            <span>{note.text}</span>
          </span>
          {review.kind === "impossible" && review.meant !== undefined && !isEditing ? (
            <Button
              size="sm"
              className="h-6 max-md:h-11"
              tabIndex={tabIndex}
              data-entry-control="fix"
              onClick={() => onFix(review.meant ?? entry)}
            >
              Use {review.meant}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

const takeFocus = (element: HTMLInputElement | null) => element?.focus();

/** The text of an entry while it is edited: Enter and leaving take it, Escape does not. */
function EntryInput({ entry, onEdited }: Pick<EntryRowProps, "entry" | "onEdited">) {
  const [text, setText] = useState(entry);
  const isDone = useRef(false);
  const finish = (taken: string | null, isLeft: boolean) => {
    // A field that goes while it has the focus may be left once more.
    if (isDone.current) return;
    isDone.current = true;
    onEdited(taken, isLeft);
  };
  return (
    <Input
      ref={takeFocus}
      size="md"
      aria-label={`Entry ${entry}`}
      value={text}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      className="my-0.5 flex-1"
      inputClassName="font-mono text-xs max-md:text-lg"
      data-own-escape
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => finish(text, true)}
      onKeyDown={(event) => {
        // The arrows move within the text, not between the entries.
        event.stopPropagation();
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        finish(event.key === "Enter" ? text : null, false);
      }}
    />
  );
}

function sayOf(review: EntryReview, other: string | undefined) {
  switch (review.kind) {
    case "impossible":
      return { icon: CircleAlert, className: "text-bad-fg", text: review.problem };
    case "same":
      return { icon: Info, className: "text-fg-3", text: "In the list already: it is saved once." };
    case "inside":
      return { icon: Info, className: "text-fg-3", text: `Inside ${other ?? "another one"}: it changes nothing.` };
    case "every":
      return { icon: TriangleAlert, className: "text-warn-fg", text: `Lets in every ${review.family} address.` };
    case "plain":
      return null;
  }
}
