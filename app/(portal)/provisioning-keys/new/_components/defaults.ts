import type { CreateKeyForm } from "@/lib/services/provisioning-keys/schema";
import type { CertificateChoice } from "../../_components/fields/certificate-field";
import type { GroupChoice } from "../../_components/fields/group-fields";

/** What the server offers for a new key. */
export type CreateOptions = {
  groups: GroupChoice[];
  moreGroups: boolean;
  signingCertificates: CertificateChoice[];
  viewOrExportDefault: boolean;
  maximumUpperBound: number | null;
};

const FIRST_MAXIMUM = 10;
/** The certificate a fresh portal has for connectors. */
const USUAL_CERTIFICATE = "connector";

/** Quick choices beside the maximum. */
export const SIZES = [5, 25, 100].map((size) => ({ label: String(size), apply: () => size }));

/** The form as it is first shown. */
export function defaultValues(options: CreateOptions, requestId: string): CreateKeyForm {
  const { signingCertificates: certificates, maximumUpperBound: upperBound } = options;
  const usual = certificates.find(({ name }) => name.toLowerCase() === USUAL_CERTIFICATE) ?? certificates[0];
  return {
    requestId,
    group:
      options.groups.length > 0
        ? { kind: "existing", id: "" }
        : { kind: "new", name: "", description: "", enabled: true },
    signingCertificateId: usual?.id ?? "",
    name: "",
    maximum: Math.min(FIRST_MAXIMUM, upperBound ?? FIRST_MAXIMUM),
    viewOrExport: options.viewOrExportDefault,
    expiresAt: null,
    allowList: [],
    enabled: true,
  };
}
