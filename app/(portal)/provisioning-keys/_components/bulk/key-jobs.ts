import type { BulkJob } from "@/components/data-table/bulk/bulk-job";
import { bulkDisableKeysAction, bulkEnableKeysAction, getKeysAction } from "../../actions";

export const KEY_NOUN = ["key", "keys"] as const;

/** In: ids of at most 100 keys. Out: names of those that exist; none when the server does not say. */
export async function nameKeys(ids: string[]): Promise<ReadonlyMap<string, string>> {
  const result = await getKeysAction({ ids });
  return new Map(result.ok ? result.data.map(({ id, name }) => [id, name]) : []);
}

/** Nobody enrolls with these keys until they are enabled again. */
export function disableKeys(ids: readonly string[]): BulkJob {
  return {
    ids,
    send: (batch) => bulkDisableKeysAction({ ids: batch }),
    words: { noun: KEY_NOUN, doing: "Disabling", done: "disabled", already: "already disabled" },
    nameRows: nameKeys,
    undo: enableKeys,
  };
}

/** Takes back what `disableKeys` did. */
export function enableKeys(ids: readonly string[]): BulkJob {
  return {
    ids,
    send: (batch) => bulkEnableKeysAction({ ids: batch }),
    words: { noun: KEY_NOUN, doing: "Enabling", done: "enabled", already: "already enabled" },
    nameRows: nameKeys,
    undo: disableKeys,
  };
}
