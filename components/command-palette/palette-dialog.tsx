"use client";

import { Command } from "cmdk";
import { LoaderCircle, RotateCw, Search, X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type RefObject, useRef, useState } from "react";
import { isLeavingHeld } from "@/components/leaving";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { matchesText } from "./match";
import type { PaletteGroup, PaletteItem, PaletteSource } from "./palette-item";
import { PaletteFooter, PaletteNote, PaletteRows } from "./palette-parts";
import { useLookup } from "./use-lookup";

/** Typed first: commands only. */
const COMMANDS_ONLY = ">";

const askNobody = async () => ({ items: [] });

type PaletteDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Shown before anything is typed, above the rest. */
  recent: PaletteGroup;
  pages: PaletteGroup;
  commands: PaletteGroup;
  /** What is looked up while one types; null when this person may not. */
  source: PaletteSource | null;
  /** Gets the focus when what had it before is gone. */
  fallbackFocus: RefObject<HTMLElement | null>;
};

/** Find and go: pages, commands and what a lookup finds, all by keyboard. */
export function PaletteDialog(props: PaletteDialogProps) {
  const { open, onOpenChange, fallbackFocus } = props;
  const opener = useRef<Element | null>(null);
  const afterClose = useRef<(() => void) | null>(null);
  const choose = (item: PaletteItem) => {
    // What asks before it leaves is a dialog, too.
    if (item.afterClose || isLeavingHeld()) afterClose.current = item.run;
    else item.run();
    onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        aria-describedby={undefined}
        className="self-start max-md:max-h-dvh max-md:rounded-t-none max-md:rounded-b-lg max-md:data-[state=closed]:animate-dialog-out max-md:data-[state=open]:animate-dialog-in md:mt-24 md:max-h-[calc(100dvh-144px)] md:max-w-[640px]"
        onOpenAutoFocus={() => {
          opener.current = document.activeElement;
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          const before = opener.current;
          const there = before instanceof HTMLElement && before !== document.body && before.isConnected;
          (there ? before : fallbackFocus.current)?.focus();
          afterClose.current?.();
          afterClose.current = null;
        }}
        onKeyDown={(event) => {
          if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
          event.preventDefault();
          onOpenChange(false);
        }}
      >
        <Radix.Title className="sr-only">Search or jump to</Radix.Title>
        <PaletteContent {...props} onChoose={choose} />
      </DialogContent>
    </Dialog>
  );
}

function PaletteContent({
  recent,
  pages,
  commands,
  source,
  onChoose,
}: PaletteDialogProps & { onChoose: (item: PaletteItem) => void }) {
  const [typed, setTyped] = useState("");
  const commandsOnly = typed.startsWith(COMMANDS_ONLY);
  const text = (commandsOnly ? typed.slice(1) : typed).trim();
  const fits = ({ label, keywords = "" }: PaletteItem) => matchesText(`${label} ${keywords}`, text);
  const groups = [...(text === "" && !commandsOnly ? [recent] : []), ...(commandsOnly ? [] : [pages]), commands].map(
    ({ heading, items }) => ({ heading, items: items.filter(fits) }),
  );

  const looked = commandsOnly || !source ? "" : text;
  const lookup = useLookup(looked, source?.ask ?? askNobody);
  // While the next answer is on its way, what was found before is narrowed down.
  const found = lookup.pending ? lookup.items.filter(fits) : lookup.items;
  const again = { id: "again", label: "Search again", icon: <RotateCw />, run: lookup.retry };
  const all = source && looked !== "" ? source.all(looked) : null;
  // Not before the answer: it would be the line that is chosen, and what comes above it would not.
  const below = lookup.pending ? [] : lookup.error !== null ? [again] : all && found.length > 0 ? [all] : [];
  const count = found.length + groups.reduce((sum, { items }) => sum + items.length, 0);
  return (
    <Command
      label="Search or run a command"
      shouldFilter={false}
      loop
      vimBindings={false}
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.nativeEvent.isComposing || !lookup.pending || count > 0 || !all) return;
        event.preventDefault();
        onChoose(all);
      }}
    >
      <div className="flex h-13 shrink-0 items-center gap-2.5 border-b px-4 max-md:pr-1">
        <Search aria-hidden className="size-5 text-fg-3" />
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={source ? "Search or jump to" : "Jump to"}
          maxLength={500}
          enterKeyHint="go"
          className="h-full min-w-0 flex-1 bg-transparent text-lg caret-accent-solid outline-none"
        />
        {lookup.pending ? (
          // Fast answers come before it is seen.
          <span aria-hidden className="animate-skeleton">
            <LoaderCircle className="size-4 animate-spin text-fg-3" />
          </span>
        ) : null}
        <Kbd aria-hidden className="max-md:hidden">
          Esc
        </Kbd>
        <DialogClose asChild>
          <IconButton label="Close" size="md" className="md:not-focus-visible:sr-only">
            <X />
          </IconButton>
        </DialogClose>
      </div>
      <Command.List
        label="Results"
        aria-busy={lookup.pending || undefined}
        className="min-h-0 flex-1 scroll-py-1.5 overflow-y-auto overscroll-contain p-1.5 outline-none"
      >
        {groups.map((group) => (
          <PaletteRows key={group.heading} {...group} text={text} onChoose={onChoose} />
        ))}
        {source ? (
          <PaletteRows
            heading={source.heading}
            items={[...found, ...below]}
            text={looked}
            onChoose={(item) => (item.id === again.id ? item.run() : onChoose(item))}
          />
        ) : null}
      </Command.List>
      <PaletteNote
        text={text}
        noun={source && looked !== "" ? source.noun : "command"}
        found={found.length}
        lookup={lookup}
        count={count}
      />
      <PaletteFooter />
    </Command>
  );
}
