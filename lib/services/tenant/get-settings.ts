import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { getTenant } from "@/lib/services/tenant/get";
import { verb } from "@/lib/services/verb";

export type SettingsDto = {
  name: string;
  /** null follows the server's configuration, which is `configuredHost`. */
  enrollmentHost: string | null;
  configuredHost: string;
  /** The other hosts that stand in keys handed out, at most 20. */
  otherHosts: string[];
  certificateLifetimeDays: number;
  viewOrExportDefault: boolean;
  maximumUpperBound: number | null;
  keyLifetimeUpperBoundDays: number | null;
  autoDeleteAfterDays: number | null;
  autoDeleteDisabled: boolean;
  version: number;
};

/** The settings of the portal. In: a signed-in user, nothing else. Out: the settings. Throws what `verb` throws. */
export const getSettings = verb({
  permission: "settings.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<SettingsDto> => {
    const tenant = await getTenant(tx);
    // From value to value along the index: a million keys with one host cost one step.
    const hosts = await tx.$queryRaw<{ host: string }[]>`
      WITH RECURSIVE used(host) AS (
        (SELECT min(host) FROM provisioning_key_secrets)
        UNION ALL
        SELECT (SELECT min(s.host) FROM provisioning_key_secrets s WHERE s.host > used.host) FROM used
        WHERE used.host IS NOT NULL
      )
      SELECT host FROM used WHERE host IS NOT NULL AND host <> ${tenant.enrollmentHost} LIMIT 20`;
    return {
      name: tenant.name,
      enrollmentHost: tenant.enrollmentHostIsDefault ? null : tenant.enrollmentHost,
      configuredHost: env.ENROLL_PUBLIC_HOST,
      otherHosts: hosts.map(({ host }) => host),
      certificateLifetimeDays: tenant.certificateLifetimeDays,
      viewOrExportDefault: tenant.viewOrExportDefault,
      maximumUpperBound: tenant.maximumUpperBound,
      keyLifetimeUpperBoundDays: tenant.keyLifetimeUpperBoundDays,
      autoDeleteAfterDays: tenant.autoDeleteAfterDays,
      autoDeleteDisabled: tenant.autoDeleteDisabled,
      version: tenant.version,
    };
  },
});
