import "server-only";
import { CERTIFICATES_LIST } from "@/lib/services/signing-certificates/list/schema";
import { readCertificates, type TreeCertificate } from "@/lib/services/signing-certificates/list-tree";
import { type ExportColumn, writeExport } from "@/lib/services/table/write-export";
import { verb } from "@/lib/services/verb";

const COLUMNS: readonly ExportColumn<TreeCertificate>[] = [
  ["id", (row) => row.id],
  ["name", (row) => row.name],
  ["description", (row) => row.description],
  ["parent", (row) => row.parentName],
  ["root", (row) => row.isRoot],
  ["status", (row) => row.status],
  ["commonName", (row) => row.commonName],
  ["issuedBy", (row) => row.issuerCommonName],
  ["issuedTo", (row) => row.issuedTo],
  ["signingAllowed", (row) => row.signingAllowed],
  ["keys", (row) => row.keys],
  ["createdAt", (row) => row.createdAt],
  ["createdBy", (row) => row.createdByName],
  ["expiresAt", (row) => row.notAfter],
];

/**
 * The signing certificates of a list as text, in its order: CSV with a header, or one JSON object a line; nothing secret.
 * In: search, filters, order, format. Out: pieces, read when asked for. Throws what `verb` throws.
 */
export const exportCertificates = verb({
  permission: "certificate.read",
  effect: "read",
  input: CERTIFICATES_LIST.exportSchema,
  run: async ({ input, tx }): Promise<AsyncIterable<string>> =>
    writeExport(readCertificates(tx, input), COLUMNS, input.format),
});
