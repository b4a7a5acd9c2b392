import { type ListView, parseListView } from "@/components/data-table/list-view";
import { CERTIFICATES_LIST, type CertificateSortColumn } from "@/lib/services/signing-certificates/list/schema";
import type { Params } from "@/lib/table/list";

export type CertificatesView = ListView<CertificateSortColumn>;

/** In: search parameters of the page. Out: what to show; whatever is bad counts as not given, and is named. */
export function parseCertificatesView(params: Params): CertificatesView {
  return parseListView(params, CERTIFICATES_LIST, "/signing-certificates");
}
