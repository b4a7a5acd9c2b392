import type { GroupChoice } from "@/app/(portal)/provisioning-keys/_components/fields/group-fields";
import { NEW_GROUP } from "@/lib/services/connector-groups/schema";
import type { CreateKeyForm } from "@/lib/services/provisioning-keys/schema";
import type { CertificateOption } from "@/lib/services/signing-certificates/list-choices";
import type { ParentChoice } from "@/lib/services/signing-certificates/list-parents";

/** What the server offers for a new key. */
export type WizardOptions = {
  groups: GroupChoice[];
  moreGroups: boolean;
  certificates: CertificateOption[];
  viewOrExportDefault: boolean;
  maximumUpperBound: number | null;
  keyLifetimeUpperBoundDays: number | null;
  /** What a certificate can be generated under; null for those who may not generate one. */
  parents: ParentChoice[] | null;
};

const FIRST_MAXIMUM = 10;
/** The certificate a fresh portal has for connectors. */
const USUAL_CERTIFICATE = "connector";

/** The form as it is first shown. */
export function defaultValues(options: WizardOptions, requestId: string): CreateKeyForm {
  const usable = options.certificates.filter(({ unusable }) => unusable === null);
  const usual = usable.find(({ name }) => name.toLowerCase() === USUAL_CERTIFICATE) ?? usable[0];
  return {
    requestId,
    group: options.groups.length > 0 ? { kind: "existing", id: "" } : { kind: "new", ...NEW_GROUP },
    signingCertificateId: usual?.id ?? "",
    name: "",
    maximum: Math.min(FIRST_MAXIMUM, options.maximumUpperBound ?? FIRST_MAXIMUM),
    viewOrExport: options.viewOrExportDefault,
    expiresAt: null,
    allowList: [],
    enabled: true,
  };
}
