import type { BulkJob } from "@/components/data-table/bulk/bulk-job";
import { bulkDisableKeysAction, bulkEnableKeysAction } from "../../actions";

export const KEY_NOUN = ["key", "keys"] as const;

/** Nobody enrolls with these keys until they are enabled again. */
export function disableKeys(ids: readonly string[]): BulkJob {
  return {
    ids,
    send: (batch) => bulkDisableKeysAction({ ids: batch }),
    words: { noun: KEY_NOUN, doing: "Disabling", done: "disabled", already: "already disabled" },
    undo: enableKeys,
  };
}

/** Takes back what `disableKeys` did. */
export function enableKeys(ids: readonly string[]): BulkJob {
  return {
    ids,
    send: (batch) => bulkEnableKeysAction({ ids: batch }),
    words: { noun: KEY_NOUN, doing: "Enabling", done: "enabled", already: "already enabled" },
    undo: disableKeys,
  };
}
