import "server-only";
import type { Tx } from "@/lib/db";
import { writeCsvRecord } from "@/lib/format/write-csv";
import type { Actor } from "@/lib/services/actor";
import { countKeys } from "@/lib/services/provisioning-keys/count-keys";
import { type ExportFormat, exportKeysSchema } from "@/lib/services/provisioning-keys/export/schema";
import { buildKeyConditions, type KeyConditions } from "@/lib/services/provisioning-keys/key-conditions";
import { type KeyRow, toKeyRowDto } from "@/lib/services/provisioning-keys/key-row";
import type { Position } from "@/lib/services/provisioning-keys/list-cursor";
import type { KeySort } from "@/lib/services/provisioning-keys/schema";
import { selectPage } from "@/lib/services/provisioning-keys/select-page";
import { verb } from "@/lib/services/verb";

const BATCH = 1_000;

type Cell = string | number | boolean | null;

/** The columns of an export: a whitelist, without the key string in any form. */
const COLUMNS: readonly [name: string, read: (row: KeyRow) => Cell][] = [
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
  input: exportKeysSchema,
  run: async ({ input, actor, tx }): Promise<AsyncIterable<string>> => {
    const conditions = buildKeyConditions(input.q, input.filters);
    return writePieces(tx, actor, conditions, input.sort, input.format);
  },
});

async function* writePieces(
  tx: Tx,
  actor: Actor,
  conditions: KeyConditions,
  sort: KeySort,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === "csv") yield writeCsvRecord(COLUMNS.map(([name]) => name));
  const { about, form } = await countKeys(tx, conditions);
  const strategy = conditions.all.length > 0 && !about ? "gather" : "walk";
  let position: Position | null = null;
  for (;;) {
    const query = { conditions, form, sort, limit: BATCH, offset: 0, position, strollRows: 0 };
    const found = await selectPage(tx, strategy, query);
    if (found.length > 0) yield found.map((raw) => writeRow(toKeyRowDto(raw, actor), format)).join("");
    const last = found.at(-1);
    if (!last || found.length < BATCH) return;
    const value = last.sortValue instanceof Date ? last.sortValue.toISOString() : last.sortValue;
    position = { kind: "after", at: { value, id: last.id } };
  }
}

function writeRow(row: KeyRow, format: ExportFormat): string {
  const cells = COLUMNS.map(([name, read]) => [name, read(row)] as const);
  if (format === "csv") return writeCsvRecord(cells.map(([, cell]) => cell));
  return `${JSON.stringify(Object.fromEntries(cells))}\n`;
}
