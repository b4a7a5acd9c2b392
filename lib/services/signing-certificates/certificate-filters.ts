import { type FilterColumn, OPERATORS } from "@/lib/table/filters";

export const CERTIFICATE_STATUSES = [
  "can_sign",
  "switched_off",
  "waiting",
  "expired",
  "not_yet_valid",
  "no_key",
] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

export const CERTIFICATE_STATUS_LABELS: Record<CertificateStatus, string> = {
  can_sign: "Can sign",
  switched_off: "Switched off",
  waiting: "Waiting for upload",
  expired: "Expired",
  not_yet_valid: "Not yet valid",
  no_key: "Private key missing",
};

/** By what the signing certificates can be filtered. */
export const CERTIFICATE_FILTERS = [
  { name: "name", label: "Name", type: "text", operators: OPERATORS.text },
  { name: "commonName", label: "Common name", type: "text", operators: OPERATORS.text },
  { name: "issuedBy", label: "Issued by", type: "text", operators: OPERATORS.text },
  {
    name: "status",
    label: "Status",
    type: "choice",
    operators: OPERATORS.choice,
    choices: CERTIFICATE_STATUSES.map((value) => ({ value, label: CERTIFICATE_STATUS_LABELS[value] })),
  },
  { name: "keys", label: "Keys", type: "number", operators: OPERATORS.number },
  { name: "created", label: "Created", type: "date", operators: ["before", "after", "last"] },
  { name: "expires", label: "Expires", type: "date", operators: OPERATORS.date },
] as const satisfies readonly FilterColumn[];
