import "server-only";
import type { Tx } from "@/lib/db";
import type { Actor } from "@/lib/services/actor";
import { countKeys } from "@/lib/services/provisioning-keys/count-keys";
import { buildKeyConditions, type KeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import { type KeyRow, toKeyRowDto } from "@/lib/services/provisioning-keys/key-row";
import { KEYS_LIST, type KeySort } from "@/lib/services/provisioning-keys/list/schema";
import type { Position } from "@/lib/services/provisioning-keys/list-cursor";
import { selectPage } from "@/lib/services/provisioning-keys/select-page";
import { type ExportColumn, writeExport } from "@/lib/services/table/write-export";
import { verb } from "@/lib/services/verb";

const BATCH = 1_000;

/** The columns of an export: a whitelist, without the key string in any form. */
const COLUMNS: readonly ExportColumn<KeyRow>[] = [
  ["id", (row) => row.id],
  ["name", (row) => row.name],
  ["status", (row) => row.status],
  ["maximum", (row) => row.maximum ?? "Unlimited"],
  ["utilizationCount", (row) => row.used],
  ["remaining", (row) => row.remaining ?? "Unlimited"],
  ["group", (row) => row.groupName],
  ["signingCertificate", (row) => row.signingCertificateName],
  ["enabled", (row) => row.enabled],
  ["expiresAt", (row) => row.expiresAt],
  ["lastUsedAt", (row) => row.lastUsedAt],
  ["createdAt", (row) => row.createdAt],
  ["createdBy", (row) => row.createdByName],
  ["fingerprint", (row) => row.fingerprint],
  ["host", (row) => row.host],
  ["viewOrExport", (row) => row.viewOrExport],
  ["managedBy", (row) => row.managedBy],
  ["managedReason", (row) => row.managedReason],
];

/**
 * The keys of a list as text, in its order: CSV with a header (RFC 4180), or one JSON object a line.
 * In: search text, filters, order, format. Out: pieces of the text, each of up to 1,000 keys, read when asked for; a key
 * that is created or deleted meanwhile may be in it or not, and none is in it twice unless its place changes meanwhile.
 * Throws what `verb` throws, and while reading what the database throws.
 */
export const exportKeys = verb({
  permission: "key.read",
  effect: "read",
  input: KEYS_LIST.exportSchema,
  run: async ({ input, actor, tx }): Promise<AsyncIterable<string>> => {
    const conditions = buildKeyConditions(input.q, input.filters);
    return writeExport(readRows(tx, actor, conditions, input.sort), COLUMNS, input.format);
  },
});

async function* readRows(tx: Tx, actor: Actor, conditions: KeyConditions, sort: KeySort): AsyncGenerator<KeyRow[]> {
  const { about, form } = await countKeys(tx, conditions);
  const strategy = conditions.all.length > 0 && !about ? "gather" : "walk";
  let position: Position | null = null;
  for (;;) {
    const query = { conditions, form, sort, limit: BATCH, offset: 0, position, strollRows: 0 };
    const found = await selectPage(tx, strategy, query);
    if (found.length > 0) yield found.map((raw) => toKeyRowDto(raw, actor));
    const last = found.at(-1);
    if (!last || found.length < BATCH) return;
    const value = last.sortValue instanceof Date ? last.sortValue.toISOString() : last.sortValue;
    position = { kind: "after", at: { value, id: last.id } };
  }
}
