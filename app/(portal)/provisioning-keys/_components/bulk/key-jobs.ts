import type { BulkJob } from "@/components/data-table/bulk/bulk-job";
import { formatMaximum } from "@/lib/format/number";
import { BULK_BATCH } from "@/lib/services/provisioning-keys/bulk/schema";
import { RESTORE_DAYS } from "@/lib/services/provisioning-keys/schema";
import { bulkDisableKeysAction, bulkEnableKeysAction, bulkRemoveKeysAction, bulkSetMaximumAction } from "../../actions";

export const KEY_NOUN = ["key", "keys"] as const;

type Ids = readonly string[];

/** Nobody enrolls with these keys until they are enabled again. */
export function disableKeys(ids: Ids): BulkJob {
  return {
    ids,
    batch: BULK_BATCH,
    send: (batch) => bulkDisableKeysAction({ ids: batch }),
    words: { noun: KEY_NOUN, doing: "Disabling", done: "disabled", already: "already disabled" },
    undo: enableKeys,
  };
}

/** What `disableKeys` took away. */
export function enableKeys(ids: Ids): BulkJob {
  return {
    ids,
    batch: BULK_BATCH,
    send: (batch) => bulkEnableKeysAction({ ids: batch }),
    words: { noun: KEY_NOUN, doing: "Enabling", done: "enabled", already: "already enabled" },
    undo: disableKeys,
  };
}

/** One maximum for all; null is Unlimited. No way back: they may have had different ones. */
export function setMaximum(ids: Ids, maximum: number | null): BulkJob {
  const value = maximum === null ? "Unlimited" : `a maximum of ${formatMaximum(maximum)}`;
  return {
    ids,
    batch: BULK_BATCH,
    send: (batch) => bulkSetMaximumAction({ ids: batch, maximum }),
    words: { noun: KEY_NOUN, doing: "Changing", done: `set to ${value}`, already: "had it already" },
  };
}

/** No enrollments any more; connectors keep working. */
export function deleteKeys(ids: Ids): BulkJob {
  return {
    ids,
    batch: BULK_BATCH,
    send: (batch) => bulkRemoveKeysAction({ ids: batch }),
    words: {
      noun: KEY_NOUN,
      doing: "Deleting",
      done: "deleted",
      already: "already deleted",
      note: `Can be restored for ${RESTORE_DAYS} days.`,
    },
  };
}
