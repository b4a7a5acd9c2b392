"use client";

import { GitMerge } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { useEffect, useRef } from "react";
import { useNow, useTimeZone } from "@/components/shell/clock";
import { formatRelative } from "@/lib/format/relative";
import type { CertificateChoice } from "../fields/certificate-field";
import { describeValue, FIELD_WORDS } from "./field-words";
import type { KeyField, KeyFields } from "./merge-edit";

export type Side = "saved" | "mine";

export type Conflict = {
  changedBy: string;
  changedAt: string;
  version: number;
  saved: KeyFields;
  mine: KeyFields;
  differing: KeyField[];
  takenOver: KeyField[];
  chosen: Partial<Record<KeyField, Side>>;
};

type ConflictPanelProps = {
  conflict: Conflict;
  certificates: readonly CertificateChoice[];
  /** Saving was tried before each field had a choice. */
  missing: boolean;
  onChoose: (field: KeyField, side: Side) => void;
};

/** Who saved meanwhile, and for each field that differs both values to choose from. */
export function ConflictPanel({ conflict, certificates, missing, onChoose }: ConflictPanelProps) {
  const now = useNow();
  const zone = useTimeZone();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const { changedBy, changedAt, saved, mine, differing, takenOver, chosen } = conflict;
  const when = formatRelative(changedAt, now, zone).toLowerCase();
  const words = (field: KeyField, fields: KeyFields) => describeValue(field, fields, { certificates, zone });
  return (
    <div
      ref={panel}
      role="alert"
      tabIndex={-1}
      className="rounded-md bg-warn-bg px-3 py-2.5 inset-ring inset-ring-warn-line forced-colors:border"
    >
      <div className="flex gap-2.5">
        <GitMerge aria-hidden className="mt-0.5 text-warn-fg" />
        <p>
          <b className="font-semibold">
            {changedBy} saved this key {when}.
          </b>{" "}
          Nothing of yours is lost or saved yet.
          {differing.length > 0 ? " Choose a value for each field that differs." : " Check the fields and save again."}
        </p>
      </div>
      {differing.length + takenOver.length > 0 ? (
        <table className="mt-2.5 w-full table-fixed overflow-hidden rounded-sm bg-raised text-sm inset-ring inset-ring-warn-line [&_:is(td,th)]:px-3 [&_:is(td,th)]:py-1.5 [&_:is(td,th)]:text-left [&_:is(td,th)]:align-top [&_:is(td,th)]:[overflow-wrap:anywhere] [&_td]:border-t">
          <thead className="text-xs text-fg-2">
            <tr>
              <th className="w-[30%] font-medium" scope="col">
                Field
              </th>
              <th className="font-medium" scope="col">
                Saved now
              </th>
              <th className="font-medium" scope="col">
                Yours
              </th>
            </tr>
          </thead>
          <tbody>
            {differing.map((field) => (
              <tr key={field}>
                <td className="text-fg-2">{FIELD_WORDS[field]}</td>
                <td colSpan={2} className="p-0!">
                  <RadioGroup.Root
                    aria-label={FIELD_WORDS[field]}
                    value={chosen[field] ?? ""}
                    onValueChange={(side) => onChoose(field, side === "mine" ? "mine" : "saved")}
                    className="grid grid-cols-2"
                  >
                    <Choice side="saved" label={words(field, saved)} missing={missing && !chosen[field]} />
                    <Choice side="mine" label={words(field, mine)} missing={missing && !chosen[field]} />
                  </RadioGroup.Root>
                </td>
              </tr>
            ))}
            {takenOver.map((field) => (
              <tr key={field}>
                <td className="text-fg-2">{FIELD_WORDS[field]}</td>
                <td colSpan={2} className="text-fg-2">
                  {words(field, saved)} <span className="text-fg-3">(changed by {changedBy}, kept)</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {missing ? <p className="mt-2 text-xs text-bad-fg">Choose one of the two values before you save.</p> : null}
    </div>
  );
}

function Choice({ side, label, missing }: { side: Side; label: string; missing: boolean }) {
  return (
    <RadioGroup.Item
      value={side}
      aria-label={`${side === "saved" ? "Saved now" : "Yours"}: ${label}`}
      data-form-error={missing || undefined}
      className="group flex items-start gap-2 px-3 py-1.5 text-left outline-offset-[-3px] data-[state=checked]:font-medium max-md:min-h-11 max-md:items-center"
    >
      <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-border-control bg-surface group-data-[state=checked]:border-accent-solid group-data-[state=checked]:bg-accent-solid max-md:mt-0">
        <RadioGroup.Indicator className="size-1.5 rounded-full bg-on-accent forced-colors:bg-[CanvasText]" />
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">{label}</span>
    </RadioGroup.Item>
  );
}
