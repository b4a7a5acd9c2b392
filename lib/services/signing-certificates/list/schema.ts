import { CERTIFICATE_FILTERS } from "@/lib/services/signing-certificates/certificate-filters";
import { defineList } from "@/lib/table/define-list";

const SORT_COLUMNS = ["name", "commonName", "issuedBy", "status", "keys", "created", "expires"] as const;
export type CertificateSortColumn = (typeof SORT_COLUMNS)[number];

/** The list of signing certificates; by name means each below the certificate that issued it. */
export const CERTIFICATES_LIST = defineList({
  filters: CERTIFICATE_FILTERS,
  sortColumns: SORT_COLUMNS,
  defaultSort: "name",
});
