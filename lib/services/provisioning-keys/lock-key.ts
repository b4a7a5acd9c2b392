import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { Prisma } from "@/prisma/generated/client";

/** A key as a verb that changes it needs it, locked until the caller's transaction ends. */
export type LockedKey = {
  id: string;
  version: number;
  name: string;
  maximum: number | null;
  used: number;
  enabled: boolean;
  signingCertificateId: string;
  viewOrExport: boolean;
  expiresAt: Date | null;
  allowList: string[];
  managedBy: string | null;
  managedReason: string | null;
  createdAt: Date;
  updatedAt: Date;
  updatedByName: string | null;
  now: Date;
};

/** The columns of `LockedKey`. */
export const LOCKED_KEY_COLUMNS = Prisma.sql`
  id, version, name, maximum, used, enabled, signing_certificate_id AS "signingCertificateId",
  view_or_export AS "viewOrExport", expires_at AS "expiresAt", allow_list AS "allowList",
  managed_by AS "managedBy", managed_reason AS "managedReason", created_at AS "createdAt",
  updated_at AS "updatedAt", updated_by_name AS "updatedByName", now() AS now`;

/**
 * Locks a key that is not deleted against other changes; enrollments that reference it go on, its count waits.
 * In: transaction and id. Out: the row as it is now. Throws `not_found`, and `key_managed` when only the system may change it.
 */
export async function lockKey(tx: Tx, id: string): Promise<LockedKey> {
  const [key] = await tx.$queryRaw<LockedKey[]>`
    SELECT ${LOCKED_KEY_COLUMNS} FROM provisioning_keys WHERE id = ${id}::uuid AND deleted_at IS NULL
    FOR NO KEY UPDATE`;
  if (!key) throw new AppError("not_found", "There is no such provisioning key, or it was deleted.");
  if (key.managedBy !== null) {
    throw new AppError("key_managed", `This key is managed (${key.managedReason}) and cannot be changed here.`);
  }
  return key;
}

/**
 * Optimistic locking: refuses a change that was begun on an older version.
 * In: the locked row and the version the user saw. Throws `conflict`; `details` (ConflictDetails) say who changed the key,
 * when, and what its editable fields are now, so that both versions can be shown.
 */
export function assertVersion(key: LockedKey, version: number): void {
  if (key.version === version) return;
  const changedBy = key.updatedByName ?? "Somebody";
  throw new AppError("conflict", `${changedBy} changed this key while you were editing it. Nothing was saved.`, {
    details: {
      changedBy,
      changedAt: key.updatedAt.toISOString(),
      current: { version: key.version, ...pickEditable(key) },
    } satisfies ConflictDetails,
  });
}

/** The editable fields of a key as plain data. */
export function pickEditable(key: LockedKey) {
  return {
    name: key.name,
    maximum: key.maximum,
    signingCertificateId: key.signingCertificateId,
    viewOrExport: key.viewOrExport,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    allowList: key.allowList,
    enabled: key.enabled,
  };
}

export type EditableFields = ReturnType<typeof pickEditable>;
export type ConflictDetails = {
  changedBy: string;
  changedAt: string;
  current: EditableFields & { version: number };
};
