"use client";

import { Fragment, useSyncExternalStore } from "react";
import { SwitchRow } from "@/components/form/switch-row";
import { Dialog, DialogBody, DialogContent, DialogHeader } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/cn";
import { isApple } from "./keys";
import { groupShortcuts, type ListedShortcut } from "./listed";
import { registeredShortcuts, subscribeToShortcuts } from "./registry";
import { useSingleKeys } from "./single-keys";

type ShortcutsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Every shortcut that works on the page below, and the switch for those of one character. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const shortcuts = useSyncExternalStore(subscribeToShortcuts, registeredShortcuts, registeredShortcuts);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const groups = groupShortcuts(shortcuts, isApple(navigator.userAgent));
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent aria-describedby={undefined} size={groups.length > 1 ? "lg" : "md"}>
        <DialogHeader title="Keyboard shortcuts" />
        <DialogBody
          // Without a control in it, a region that scrolls has to take the focus itself.
          tabIndex={0}
          role="region"
          aria-label="Shortcuts"
          className={cn(
            "outline-offset-[-2px]",
            groups.length > 1 && "md:grid md:grid-cols-2 md:items-start md:gap-x-8",
          )}
        >
          {groups.map(({ group, lines }) => (
            <section key={group} aria-labelledby={`shortcuts-${group}`}>
              <h3 id={`shortcuts-${group}`} className="pb-1 text-2xs font-medium text-fg-3">
                {group === "Table" ? "Table, while the focus is in it" : group}
              </h3>
              <dl className="divide-y border-y">
                {lines.map((line) => (
                  <Line key={line.label} line={line} singleKeys={singleKeys} />
                ))}
              </dl>
            </section>
          ))}
        </DialogBody>
        <div className="border-t bg-surface-2 px-5 py-3.5 max-md:pb-[max(14px,env(safe-area-inset-bottom))]">
          <SwitchRow
            label="Single-key shortcuts"
            hint="Letters and signs without Ctrl or ⌘. Turn them off when speech input sets them off. Kept in this browser."
            checked={singleKeys}
            onCheckedChange={setSingleKeys}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Line({ line: { label, chords }, singleKeys }: { line: ListedShortcut; singleKeys: boolean }) {
  const working = chords.filter(({ single }) => singleKeys || !single);
  const off = working.length === 0;
  return (
    <div className={cn("flex min-h-8.5 items-center gap-4 py-1", off && "text-fg-3")}>
      <dt className="min-w-0 flex-1">{label}</dt>
      <dd className="flex shrink-0 items-center gap-1.5 text-xs text-fg-3">
        {off ? <span>Off</span> : null}
        {(off ? chords : working).map(({ caps }, index) => (
          <Fragment key={caps.join()}>
            {index > 0 ? "or" : null}
            <span className="flex gap-1">
              {caps.map((cap) => (
                <Kbd key={cap} className={cn("h-5 min-w-5", off && "text-fg-3")}>
                  {cap}
                </Kbd>
              ))}
            </span>
          </Fragment>
        ))}
      </dd>
    </div>
  );
}
