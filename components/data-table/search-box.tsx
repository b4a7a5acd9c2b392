"use client";

import { LoaderCircle, Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState, useTransition } from "react";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";
import { type ListLocation, patchLocation } from "./list-location";

const WAIT_MS = 250;

type SearchBoxProps = {
  /** Accessible name: "Search by name, group or fingerprint". */
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
  // What this field has searched for and the address does not say yet.
  const [asked, setAsked] = useState<readonly string[]>([]);
  const [pending, startTransition] = useTransition();
  // Letters that an input method is still putting together are no search yet.
  const [composing, setComposing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useShortcut({ keys: "/", label: "Search the list", group: "Anywhere", run: () => input.current?.focus() });

  if (value !== settled) {
    setSettled(value);
    const own = asked.indexOf(value);
    // An answer to this field changes nothing in it: one may be typing on. Anything else (Back, Clear search) does.
    setAsked(own === -1 ? [] : asked.slice(own + 1));
    if (own === -1) setText(value);
  }

  const search = (next: string) => {
    const q = next.trim();
    if (q === (asked.at(-1) ?? value)) return;
    setAsked([...asked, q]);
    const href = patchLocation(list, { q: q === "" ? null : q, page: null, expanded: null });
    // One entry of the history per search, not one per letter.
    startTransition(() =>
      value === "" ? router.push(href, { scroll: false }) : router.replace(href, { scroll: false }),
    );
  };
  const searchNow = useEffectEvent(search);
  useEffect(() => {
    if (composing) return;
    const timer = setTimeout(() => searchNow(text), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text, composing]);
  useEffect(() => {
    // Also when the way to an answer was left for another one, such as Back.
    if (!pending) setAsked([]);
  }, [pending]);
  const clear = () => {
    setText("");
    search("");
  };
  const kept = [...new URLSearchParams(list.search)].filter(
    ([name]) => !["q", "page", "cursor", "expanded"].includes(name),
  );
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
          placeholder="Search"
          maxLength={maxLength}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || text === "" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            clear();
          }}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          icon={pending ? <LoaderCircle className="animate-spin" /> : <Search />}
          end={
            text === "" ? null : (
              <IconButton
                label="Clear search"
                onClick={() => {
                  clear();
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
