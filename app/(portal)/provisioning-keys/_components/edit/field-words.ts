import { formatDateTime } from "@/lib/format/date";
import { formatMaximum } from "@/lib/format/number";
import type { CertificateChoice } from "../fields/certificate-field";
import type { KeyField, KeyFields } from "./merge-edit";

/** The fields of a key in the words of a comparison. */
export const FIELD_WORDS: Record<KeyField, string> = {
  name: "Name",
  maximum: "Maximum",
  signingCertificateId: "Signing certificate",
  viewOrExport: "View or Export",
  expiresAt: "Expiry",
  allowList: "Allow list",
  enabled: "Enabled",
};

type Context = { certificates: readonly CertificateChoice[]; zone: string };

/** A field's value as it is read, not as it is stored. */
export function describeValue(field: KeyField, fields: KeyFields, { certificates, zone }: Context): string {
  switch (field) {
    case "name":
      return fields.name;
    case "maximum":
      return Number.isNaN(fields.maximum) ? "not a number" : formatMaximum(fields.maximum);
    case "signingCertificateId":
      return certificates.find(({ id }) => id === fields.signingCertificateId)?.name ?? "another certificate";
    case "viewOrExport":
      return fields.viewOrExport ? "On" : "Off";
    case "expiresAt":
      if (fields.expiresAt === null) return "Never";
      return Number.isNaN(Date.parse(fields.expiresAt)) ? "not a date" : formatDateTime(fields.expiresAt, zone);
    case "allowList":
      return fields.allowList.length === 0 ? "Every address" : fields.allowList.join(", ");
    case "enabled":
      return fields.enabled ? "On" : "Off";
  }
}
