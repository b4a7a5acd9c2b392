import "server-only";
import { AppError } from "@/lib/errors";
import {
  DELETED_KEY_COLUMNS,
  type DeletedKeyRow,
  type RawDeletedKey,
  toDeletedKeyRow,
} from "@/lib/services/deleted-keys/deleted-key-row";
import { DELETED_KEYS_LIST, type DeletedKeySortColumn } from "@/lib/services/deleted-keys/list/schema";
import { DELETED_KEYS_SOURCE } from "@/lib/services/deleted-keys/list/source";
import { oneKeySchema, RESTORE_DAYS } from "@/lib/services/provisioning-keys/schema";
import { countList, selectListPage } from "@/lib/services/table/select-list";
import { verb } from "@/lib/services/verb";
import type { ListPage } from "@/lib/table/list";

/**
 * A page of the deleted keys that can be restored. In: search (name, group, fingerprint), filters, order, page. Out: the page.
 * Throws what `verb` throws.
 */
export const listDeletedKeys = verb({
  permission: "key.read",
  effect: "read",
  input: DELETED_KEYS_LIST.schema,
  run: async ({ input, tx }): Promise<ListPage<DeletedKeyRow>> => {
    const page = await selectListPage<RawDeletedKey, DeletedKeySortColumn>(tx, DELETED_KEYS_SOURCE, input);
    return { ...page, rows: page.rows.map(toDeletedKeyRow) };
  },
});

/** How many of them search and filters leave. In: both. Out: the count. Throws what `verb` throws. */
export const countDeletedKeys = verb({
  permission: "key.read",
  effect: "read",
  input: DELETED_KEYS_LIST.countSchema,
  run: ({ input, tx }) => countList(tx, DELETED_KEYS_SOURCE, input),
});

/** One of them. In: id. Throws `not_found` when it stands, was purged or is too long deleted, and what `verb` throws. */
export const getDeletedKey = verb({
  permission: "key.read",
  effect: "read",
  input: oneKeySchema,
  run: async ({ input, tx }): Promise<DeletedKeyRow> => {
    const [raw] = await tx.$queryRaw<RawDeletedKey[]>`
      SELECT ${DELETED_KEY_COLUMNS} FROM provisioning_keys k
      WHERE k.id = ${input.id}::uuid AND ${DELETED_KEYS_SOURCE.always}`;
    if (!raw) {
      throw new AppError("not_found", `There is no such deleted key, or it was deleted over ${RESTORE_DAYS} days ago.`);
    }
    return toDeletedKeyRow(raw);
  },
});
