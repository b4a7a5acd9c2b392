import "server-only";
import { selectGroupOptions } from "@/lib/services/connector-groups/select-options";
import { keyOptionsSchema } from "@/lib/services/provisioning-keys/schema";
import { selectCertificates } from "@/lib/services/signing-certificates/list";
import { getTenant } from "@/lib/services/tenant/get";
import { verb } from "@/lib/services/verb";

/**
 * What the create and edit forms offer.
 * In: search text for groups. Out: up to 50 groups and whether there are more, the certificates that can sign now, the
 * tenant's default and upper bounds. Throws what `verb` throws.
 */
export const listKeyOptions = verb({
  permission: "key.write",
  effect: "read",
  input: keyOptionsSchema,
  run: async ({ input, tx }) => {
    const { groups, more } = await selectGroupOptions(tx, input.q);
    const certificates = await selectCertificates(tx, true);
    const tenant = await getTenant(tx);
    return {
      groups,
      moreGroups: more,
      signingCertificates: certificates.map((certificate) => ({
        id: certificate.id,
        name: certificate.name,
        kind: certificate.kind,
        commonName: certificate.commonName,
        issuerCommonName: certificate.issuerCommonName,
        notAfter: certificate.notAfter,
        expiryState: certificate.expiryState,
      })),
      viewOrExportDefault: tenant.viewOrExportDefault,
      maximumUpperBound: tenant.maximumUpperBound,
      keyLifetimeUpperBoundDays: tenant.keyLifetimeUpperBoundDays,
    };
  },
});
