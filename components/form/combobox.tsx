"use client";

import { Check, ChevronsUpDown, LoaderCircle } from "lucide-react";
import { type KeyboardEvent, type Ref, useId, useState } from "react";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";

export type ComboboxOption = { value: string; label: string; hint?: string };

type ComboboxProps = {
  /** What is offered now, already searched. */
  options: readonly ComboboxOption[];
  selected: ComboboxOption | null;
  onSelect: (option: ComboboxOption) => void;
  /** The text that was typed; empty when the list was just opened. */
  onSearch: (text: string) => void;
  onBlur?: () => void;
  placeholder?: string;
  busy?: boolean;
  /** Words when nothing matches. */
  empty: string;
  /** Words below the list: that there is more than is shown. */
  note?: string;
  ref?: Ref<HTMLInputElement>;
};

/** One choice from a list that is searched by typing (the ARIA combobox with list). Stands inside a Field. */
export function Combobox(props: ComboboxProps) {
  const { options, selected, onSelect, onSearch, onBlur, placeholder, busy = false, empty, note, ref } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const current = Math.min(active, options.length - 1);

  const show = () => {
    if (open) return;
    setOpen(true);
    setActive(
      Math.max(
        0,
        options.findIndex(({ value }) => value === selected?.value),
      ),
    );
  };
  const close = () => {
    setOpen(false);
    if (text !== null) onSearch("");
    setText(null);
  };
  const choose = (option: ComboboxOption | undefined) => {
    if (option) onSelect(option);
    close();
  };
  const move = (to: number) => {
    const next = Math.min(options.length - 1, Math.max(0, to));
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      show();
      return;
    }
    if (!open) return;
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + 8, PageUp: current - 8 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(options[current]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <div className="relative">
      <Input
        ref={ref}
        role="combobox"
        aria-expanded={open}
        data-own-escape={open || undefined}
        aria-controls={open ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && options[current] ? `${id}-${current}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text ?? selected?.label ?? ""}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
          onSearch(event.target.value);
        }}
        onClick={show}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close();
          onBlur?.();
        }}
        end={
          <span aria-hidden className="pointer-events-none grid size-6 place-items-center text-fg-3">
            {busy ? <LoaderCircle className="size-3.5 animate-spin" /> : <ChevronsUpDown className="size-3.5" />}
          </span>
        }
      />
      {open ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the field keeps the focus, so pressing in the list must not take it
        <div
          className="absolute top-full right-0 left-0 z-20 mt-1 animate-rise rounded-md bg-raised p-1 text-sm shadow-2 forced-colors:border"
          onMouseDown={(event) => event.preventDefault()}
        >
          <div id={`${id}-list`} role="listbox" aria-label={placeholder} className="max-h-72 overflow-y-auto">
            {options.map((option, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option by aria-activedescendant
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field
              <div
                key={option.value}
                id={`${id}-${index}`}
                role="option"
                aria-selected={option.value === selected?.value}
                onClick={() => choose(option)}
                onMouseMove={() => setActive(index)}
                className={cn(
                  "flex min-h-7.5 items-center gap-2 rounded-xs px-2 py-1 max-md:min-h-11",
                  index === current && "bg-surface-3 forced-colors:outline-2",
                )}
              >
                <span className="grid size-3.5 shrink-0 place-items-center">
                  {option.value === selected?.value ? <Check aria-hidden className="size-3.5 text-fg-2" /> : null}
                </span>
                <span className="min-w-0 truncate">
                  {option.label}
                  {option.hint ? <span className="text-fg-3"> · {option.hint}</span> : null}
                </span>
              </div>
            ))}
          </div>
          {options.length === 0 ? <p className="px-2 py-1.5 text-fg-3">{busy ? "Searching…" : empty}</p> : null}
          {note && options.length > 0 ? <p className="border-t px-2 pt-1.5 pb-1 text-xs text-fg-3">{note}</p> : null}
        </div>
      ) : null}
    </div>
  );
}
