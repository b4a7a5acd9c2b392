import { AUDIT_FILTERS } from "@/lib/services/audit-log/audit-filters";
import { GROUP_FILTERS } from "@/lib/services/connector-groups/group-filters";
import { CONNECTOR_FILTERS } from "@/lib/services/connectors/connector-filters";
import { DELETED_KEY_FILTERS } from "@/lib/services/deleted-keys/deleted-key-filters";
import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { CERTIFICATE_FILTERS } from "@/lib/services/signing-certificates/certificate-filters";
import type { TABLES } from "@/lib/services/table-settings/schema";
import { USER_FILTERS } from "@/lib/services/users/user-filters";
import type { FilterColumn } from "@/lib/table/filters";

/** Lists whose filters can be saved, with the columns they can be filtered by. */
export const FILTERED_LISTS = {
  "provisioning-keys": KEY_FILTERS,
  "deleted-keys": DELETED_KEY_FILTERS,
  connectors: CONNECTOR_FILTERS,
  "connector-groups": GROUP_FILTERS,
  "audit-log": AUDIT_FILTERS,
  "signing-certificates": CERTIFICATE_FILTERS,
  users: USER_FILTERS,
} as const satisfies Partial<Record<(typeof TABLES)[number], readonly FilterColumn[]>>;

export type FilteredList = keyof typeof FILTERED_LISTS;
