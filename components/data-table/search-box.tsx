"use client";

import { LoaderCircle, Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";
import { type ListLocation, patchLocation } from "./list-location";

const WAIT_MS = 250;

type SearchBoxProps = {
  /** Accessible name and placeholder: "Search by name, group or fingerprint". */
  label: string;
  value: string;
  list: ListLocation;
  maxLength: number;
  className?: string;
};

/** A search field whose text is the parameter q: a plain form before hydration, afterwards it searches while one types. */
export function SearchBox({ label, value, list, maxLength, className }: SearchBoxProps) {
  const router = useRouter();
  const [text, setText] = useState(value);
  const [settled, setSettled] = useState(value);
  const [pending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  useShortcut({ keys: "/", label: "Search the list", group: "Anywhere", run: () => input.current?.focus() });

  // The URL changed by something else (Back, Clear search): the field follows it.
  if (value !== settled) {
    setSettled(value);
    if (value !== text.trim()) setText(value);
  }

  const search = (next: string) => {
    clearTimeout(timer.current);
    const q = next.trim();
    if (q === value) return;
    const href = patchLocation(list, { q: q === "" ? null : q, page: null, expanded: null });
    // One entry of the history per search, not one per letter.
    startTransition(() =>
      value === "" ? router.push(href, { scroll: false }) : router.replace(href, { scroll: false }),
    );
  };
  const change = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(next), WAIT_MS);
  };
  const kept = [...new URLSearchParams(list.search)].filter(([name]) => !["q", "page", "expanded"].includes(name));
  return (
    <search className={cn("min-w-0", className)}>
      <form
        action={list.path}
        onSubmit={(event) => {
          event.preventDefault();
          search(text);
        }}
      >
        {kept.map(([name, keptValue]) => (
          <input key={`${name}=${keptValue}`} type="hidden" name={name} value={keptValue} />
        ))}
        <Input
          ref={input}
          type="search"
          name="q"
          size="md"
          aria-label={label}
          placeholder={label}
          maxLength={maxLength}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || text === "") return;
            event.preventDefault();
            change("");
          }}
          icon={pending ? <LoaderCircle className="animate-spin" /> : <Search />}
          end={
            text === "" ? null : (
              <IconButton
                label="Clear search"
                onClick={() => {
                  setText("");
                  search("");
                  input.current?.focus();
                }}
              >
                <X />
              </IconButton>
            )
          }
          inputClassName="[&::-webkit-search-cancel-button]:hidden"
        />
      </form>
    </search>
  );
}
