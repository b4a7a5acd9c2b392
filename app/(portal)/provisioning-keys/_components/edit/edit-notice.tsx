import { ReasonCode } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { formatDate } from "@/lib/format/date";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { explainExhausted } from "../row-reasons";

/** At the head of the dialog: why connectors are refused now, and which field lets them in. */
export function EditNotice({ row }: { row: KeyRow }) {
  if (row.status === "expired" && row.expiresAt) {
    return (
      <Banner tone="bad" title={`This key expired on ${formatDate(row.expiresAt)}.`}>
        New enrollments are refused with <ReasonCode>key_expired</ReasonCode>. Change the expiry to let them in.
      </Banner>
    );
  }
  if (row.status === "exhausted") {
    return (
      <Banner tone="bad" title={explainExhausted({ ...row, canEdit: false })}>
        New enrollments are refused with <ReasonCode>key_exhausted</ReasonCode>. Raise the maximum to let them in.
      </Banner>
    );
  }
  if (row.disabledBy === "group") {
    return (
      <Banner tone="plain" title={`The group ${row.groupName} is disabled.`}>
        New enrollments are refused with <ReasonCode>group_disabled</ReasonCode> until it is enabled.
      </Banner>
    );
  }
  return null;
}
