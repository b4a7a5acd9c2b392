"use client";

import { Check, Info, Pencil, Save, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useRef } from "react";
import { ActionLink } from "@/components/data-table/action-link";
import { patchLocation } from "@/components/data-table/list-location";
import { useTimeZone } from "@/components/shell/clock";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { PopoverContent } from "@/components/ui/popover";
import { formatDate } from "@/lib/format/date";
import type { Answer, AppliedFiltersProps } from "./applied-filters";
import { clearedHref, SAVED_PARAM } from "./location";
import { NameForm } from "./name-form";
import { RemoveForm } from "./remove-form";
import { isChanged, savedHref } from "./saved-state";

/** What the panel shows: the saved filters, or a form about one. */
export type PanelMode =
  | { kind: "list" }
  | { kind: "save" }
  | { kind: "rename"; id: string }
  | { kind: "remove"; id: string };

type SavedFiltersPanelProps = AppliedFiltersProps & {
  panelId: string;
  mode: PanelMode;
  onModeChange: (mode: PanelMode) => void;
  onClose: () => void;
};

const LIST: PanelMode = { kind: "list" };

/** The list of saved filters, and the forms to save, rename and delete one. Stands inside a Popover. */
export function SavedFiltersPanel(props: SavedFiltersPanelProps) {
  const { list, applied, saved, activeId, actions, panelId, mode, onModeChange, onClose } = props;
  const router = useRouter();
  const id = useId();
  const zone = useTimeZone();
  const panel = useRef<HTMLDivElement>(null);
  const active = saved.find((entry) => entry.id === activeId);
  const changed = active !== undefined && isChanged(active, applied);
  const isNothing = applied.q === "" && applied.filters.length === 0;

  const goBack = () => {
    // The form that has the focus goes; the panel stays.
    panel.current?.focus();
    onModeChange(LIST);
  };
  const settle = async (answer: Answer<{ id: string }>, words: string, href?: (id: string) => string) => {
    const result = await answer.catch(() => null);
    if (!result?.ok) return result?.error.message ?? "The server did not answer. Try again.";
    announce(words);
    if (href) router.push(href(result.data.id), { scroll: false });
    else router.refresh();
    return undefined;
  };
  const groups = [
    { label: "Current session", entries: saved.filter((entry) => entry.isCurrentSession) },
    { label: "Previous sessions", entries: saved.filter((entry) => !entry.isCurrentSession) },
  ];
  const target =
    mode.kind === "rename" || mode.kind === "remove" ? saved.find((entry) => entry.id === mode.id) : undefined;
  return (
    <PopoverContent ref={panel} id={panelId} aria-label="Applied filters" className="w-[372px] p-1">
      {mode.kind === "save" ? (
        <NameForm
          label="Name of the filter"
          submit="Save"
          onCancel={goBack}
          onSubmit={async (name) => {
            const failure = await settle(actions.save(name, applied), "Filter saved", (savedId) =>
              patchLocation(list, { [SAVED_PARAM]: savedId }),
            );
            if (!failure) onClose();
            return failure;
          }}
        />
      ) : target && mode.kind === "rename" ? (
        <NameForm
          label={`New name of ${target.name}`}
          initial={target.name}
          submit="Rename"
          onCancel={goBack}
          onSubmit={async (name) => {
            const failure = await settle(actions.rename(target.id, name), "Filter renamed");
            if (!failure) goBack();
            return failure;
          }}
        />
      ) : target ? (
        <RemoveForm
          name={target.name}
          onCancel={goBack}
          onConfirm={async () => {
            const failure = await settle(
              actions.remove(target.id),
              "Saved filter deleted",
              target.id === activeId ? () => patchLocation(list, { [SAVED_PARAM]: null }) : undefined,
            );
            if (!failure) goBack();
            return failure;
          }}
        />
      ) : (
        <>
          <div className="max-h-80 overflow-y-auto">
            <Entry
              href={patchLocation({ ...list, search: clearedHref(list).split("?")[1] ?? "" }, { q: null })}
              current={isNothing && !active}
              onChosen={() => onClose()}
            >
              No filters
            </Entry>
            {groups.map(({ label, entries }, index) => (
              <section key={label} aria-labelledby={`${id}-${index}`}>
                <h3 id={`${id}-${index}`} className="px-2 pt-2 pb-1 text-2xs font-medium text-fg-3">
                  {label}
                </h3>
                {entries.length === 0 ? <p className="px-2 py-1 text-xs text-fg-3">None saved</p> : null}
                <ul>
                  {entries.map((entry) => (
                    <li key={entry.id} className="flex items-center">
                      <Entry
                        href={savedHref(list, entry)}
                        current={entry.id === activeId}
                        onChosen={() => onClose()}
                        sub={entry.id === activeId && changed ? "Unsaved changes" : formatDate(entry.savedAt, zone)}
                        marked={entry.id === activeId && changed}
                      >
                        {entry.name}
                      </Entry>
                      <IconButton
                        label={`Rename ${entry.name}`}
                        onClick={() => onModeChange({ kind: "rename", id: entry.id })}
                      >
                        <Pencil />
                      </IconButton>
                      <IconButton
                        label={`Delete ${entry.name}`}
                        tone="danger"
                        onClick={() => onModeChange({ kind: "remove", id: entry.id })}
                      >
                        <Trash2 />
                      </IconButton>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
          <div className="-mx-1 mt-1 border-t px-1 pt-1">
            <Button
              variant="quiet"
              icon={<Save />}
              className="w-full justify-start px-2 max-md:h-11"
              disabledReason={isNothing ? "Add a filter or search first." : undefined}
              onClick={() => onModeChange({ kind: "save" })}
            >
              Save Applied Filter
            </Button>
          </div>
        </>
      )}
    </PopoverContent>
  );
}

type EntryProps = {
  href: string;
  current: boolean;
  onChosen: () => void;
  sub?: string;
  marked?: boolean;
  children: string;
};

function Entry({ href, current, onChosen, sub, marked = false, children }: EntryProps) {
  return (
    <ActionLink
      href={href}
      aria-pressed={current}
      onClick={onChosen}
      className="flex min-h-7.5 min-w-0 flex-1 items-center gap-2 rounded-xs px-2 py-1 hover:bg-surface-3 max-md:min-h-11"
    >
      <span className="grid size-3.5 shrink-0 place-items-center">
        {current ? <Check aria-hidden className="size-3.5 text-fg-2" /> : null}
      </span>
      <span className="min-w-0 flex-1 truncate" title={children}>
        {children}
      </span>
      {marked ? <Info aria-hidden className="size-3.5 shrink-0 text-accent" /> : null}
      {sub ? <span className="shrink-0 text-xs text-fg-3">{sub}</span> : null}
    </ActionLink>
  );
}
