"use client";

import { Command } from "cmdk";
import { CornerDownLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/cn";
import { splitMatches } from "./match";
import type { PaletteItem } from "./palette-item";
import type { Lookup } from "./use-lookup";

const row =
  "group flex min-h-9.5 items-center gap-2.5 rounded-sm px-2.5 outline-none select-none data-[selected=true]:bg-surface-3 forced-colors:data-[selected=true]:outline-2 max-md:min-h-12 [&>.lucide]:text-fg-3";

function Caps({ caps }: { caps: readonly string[] }) {
  return (
    <span aria-hidden className="flex gap-1 coarse:hidden">
      {caps.map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
    </span>
  );
}

type PaletteRowsProps = {
  heading: string;
  items: readonly PaletteItem[];
  /** The text whose place in each label is marked. */
  text: string;
  onChoose: (item: PaletteItem) => void;
};

/** A group of lines; none at all when it is empty. */
export function PaletteRows({ heading, items, text, onChoose }: PaletteRowsProps) {
  if (items.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&>[cmdk-group-heading]]:px-2.5 [&>[cmdk-group-heading]]:pt-2.5 [&>[cmdk-group-heading]]:pb-1 [&>[cmdk-group-heading]]:text-2xs [&>[cmdk-group-heading]]:font-medium [&>[cmdk-group-heading]]:text-fg-3"
    >
      {items.map((item) => (
        <Command.Item key={item.id} value={item.id} className={row} onSelect={() => onChoose(item)}>
          {item.icon}
          <span className="min-w-0 flex-1 truncate">
            {splitMatches(item.label, text).map(({ text: piece, hit }, index) =>
              hit ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
                <mark key={index} className="bg-transparent font-semibold text-accent">
                  {piece}
                </mark>
              ) : (
                piece
              ),
            )}
          </span>
          {item.meta ? (
            <span className="flex max-w-1/2 shrink-0 items-center gap-2.5 text-xs text-fg-3">{item.meta}</span>
          ) : null}
          {item.caps ? <Caps caps={item.caps} /> : null}
          <Kbd aria-hidden className="hidden group-data-[selected=true]:inline-grid coarse:hidden!">
            <CornerDownLeft className="size-3" />
          </Kbd>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

type PaletteNoteProps = {
  text: string;
  /** What one entry of the lookup is called. */
  noun: string;
  lookup: Lookup;
  found: number;
  /** All lines that fit the text. */
  count: number;
};

/** What became of the text: in words where the lines do not show it, and always for screen readers. */
export function PaletteNote({ text, noun, lookup, found, count }: PaletteNoteProps) {
  const none = text !== "" && !lookup.pending && found === 0 && (count === 0 || noun !== "command");
  const shown = lookup.error ?? (none ? `No ${noun} matches “${text}”.` : "");
  const results = `${count} ${count === 1 ? "result" : "results"}`;
  return (
    <>
      {shown ? (
        <p
          className={cn(
            "shrink-0 px-4 text-xs text-fg-3 [overflow-wrap:anywhere]",
            count > 0 ? "pt-1 pb-3" : "pt-2 pb-5",
          )}
        >
          {shown}
        </p>
      ) : null}
      <div role="status" className="sr-only">
        {text === "" ? "" : lookup.pending ? "Searching" : `${shown} ${shown && count === 0 ? "" : results}`}
      </div>
    </>
  );
}

function Hint({ caps, children }: { caps: readonly ReactNode[]; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1">
      {caps.map((cap, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
        <Kbd key={index}>{cap}</Kbd>
      ))}
      <span className="ml-0.5">{children}</span>
    </span>
  );
}

/** Which keys do what; left out where there is hardly a keyboard. */
export function PaletteFooter() {
  return (
    <div
      aria-hidden
      className="flex h-9.5 shrink-0 items-center gap-4 border-t bg-surface-2 px-3.5 text-xs text-fg-3 max-md:hidden"
    >
      <Hint caps={["↑", "↓"]}>Move</Hint>
      <Hint caps={[<CornerDownLeft key="enter" className="size-3" />]}>Open</Hint>
      <span className="flex-1" />
      <Hint caps={[">"]}>Commands only</Hint>
    </div>
  );
}
