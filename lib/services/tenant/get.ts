import "server-only";
import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

export type TenantDto = {
  id: string;
  name: string;
  /** host[:port] written into new provisioning keys: the setting, else ENROLL_PUBLIC_HOST. */
  enrollmentHost: string;
  /** Whether enrollmentHost follows ENROLL_PUBLIC_HOST. */
  enrollmentHostIsDefault: boolean;
  rootCertificateId: string;
  /** SHA-256 of the Root's SPKI, 32 bytes: the pin inside provisioning keys. */
  rootSpkiSha256: Uint8Array;
  certificateLifetimeDays: number;
  viewOrExportDefault: boolean;
  maximumUpperBound: number | null;
  keyLifetimeUpperBoundDays: number | null;
  /** Days disconnected after which connectors are deleted; null = never. */
  autoDeleteAfterDays: number | null;
  /** Whether disabled ones are deleted then too. */
  autoDeleteDisabled: boolean;
  version: number;
};

/**
 * Reads the tenant: settings and the pin. In: transaction or client. Throws AppError `unavailable` before the first run has finished.
 */
export async function getTenant(tx: Tx): Promise<TenantDto> {
  const tenant = await tx.tenant.findFirst({ include: { rootCertificate: { select: { spkiSha256: true } } } });
  const rootSpkiSha256 = tenant?.rootCertificate?.spkiSha256;
  if (!tenant?.rootCertificateId || !rootSpkiSha256) {
    throw new AppError("unavailable", "Latchkey is not set up yet. Try again in a moment.");
  }
  return {
    id: tenant.id,
    name: tenant.name,
    enrollmentHost: tenant.enrollmentHost ?? env.ENROLL_PUBLIC_HOST,
    enrollmentHostIsDefault: tenant.enrollmentHost === null,
    rootCertificateId: tenant.rootCertificateId,
    rootSpkiSha256,
    certificateLifetimeDays: tenant.certificateLifetime,
    viewOrExportDefault: tenant.viewOrExportDefault,
    maximumUpperBound: tenant.maximumUpperBound,
    keyLifetimeUpperBoundDays: tenant.keyLifetimeUpperBound,
    autoDeleteAfterDays: tenant.autoDeleteAfter,
    autoDeleteDisabled: tenant.autoDeleteDisabled,
    version: tenant.version,
  };
}
