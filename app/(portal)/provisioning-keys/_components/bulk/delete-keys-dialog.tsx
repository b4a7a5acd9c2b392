"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import type { BulkJob } from "@/components/data-table/bulk/bulk-job";
import type { BulkRun } from "@/components/data-table/bulk/use-bulk-run";
import { formatCount } from "@/lib/format/number";
import { RESTORE_DAYS } from "@/lib/services/provisioning-keys/schema";
import { bulkRemoveKeysAction } from "../../actions";
import { KEY_NOUN, nameKeys } from "./key-jobs";

export type AskProps = {
  open: boolean;
  /** The selected keys. */
  ids: readonly string[];
  start: BulkRun["startAsked"];
  onClose: () => void;
};

/** Asks before the selected keys are deleted. */
export function DeleteKeysDialog({ open, ids, start, onClose }: AskProps) {
  const asked = useAskedIds(open, ids);
  const keys = formatCount(asked.length, ...KEY_NOUN);
  const them = asked.length === 1 ? "it" : "them";
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      danger
      icon={<Trash2 />}
      title={`Delete ${keys}?`}
      confirmLabel={`Delete ${keys}`}
      onConfirm={async () => {
        const refusal = await start(deleteKeys(asked));
        if (!refusal) return undefined;
        return refusal.uncertain === 0
          ? refusal.message
          : `${refusal.message} Some keys may be deleted all the same; try again to find out.`;
      }}
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 marker:text-fg-3">
        <li>No App Connector can enroll with {them} from that moment on.</li>
        <li>App Connectors that enrolled with {them} keep working. Nothing is revoked.</li>
        <li>
          {asked.length === 1 ? "The key" : "The keys"} can be restored for {RESTORE_DAYS} days. The{" "}
          {asked.length === 1 ? "name is" : "names are"} free at once.
        </li>
      </ul>
    </ConfirmDialog>
  );
}

function deleteKeys(ids: readonly string[]): BulkJob {
  return {
    ids,
    send: (batch) => bulkRemoveKeysAction({ ids: batch }),
    nameRows: nameKeys,
    words: {
      noun: KEY_NOUN,
      doing: "Deleting",
      done: "deleted",
      already: "already deleted",
      note: `Can be restored for ${RESTORE_DAYS} days.`,
    },
  };
}

/** What was selected when the dialog opened: its question must not change while it is read, or while the dialog goes. */
export function useAskedIds(open: boolean, ids: readonly string[]): readonly string[] {
  const [asked, setAsked] = useState({ open, ids });
  if (asked.open !== open) setAsked({ open, ids: open ? ids : asked.ids });
  return asked.ids;
}
