import "server-only";
import type { Actor } from "@/lib/services/actor";
import type { KeyStatus } from "@/lib/services/provisioning-keys/schema";
import {
  canEditKey,
  computeStatus,
  type DisabledBy,
  explainRevealBlock,
  type RevealBlock,
} from "@/lib/services/provisioning-keys/status";
import { Prisma } from "@/prisma/generated/client";

/** One row of the Provisioning Keys table; dates are ISO strings. It never holds a key string, digest or ciphertext. */
export type KeyRow = {
  id: string;
  version: number;
  name: string;
  /** null = Unlimited. */
  maximum: number | null;
  /** Provisioning key utilization count. */
  used: number;
  /** Uses left; null = Unlimited. Never negative, also when the maximum was lowered below the count. */
  remaining: number | null;
  status: KeyStatus;
  disabledBy: DisabledBy;
  enabled: boolean;
  groupId: string;
  groupName: string;
  groupEnabled: boolean;
  signingCertificateId: string;
  signingCertificateName: string;
  /** `1|host|AbCd…Xy==`; null while View or Export is off: the cell is blank. */
  mask: string | null;
  viewOrExport: boolean;
  fingerprint: string;
  /** host[:port] inside the key string. */
  host: string;
  allowList: string[];
  expiresAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  createdByName: string;
  updatedAt: string;
  updatedByName: string | null;
  managedBy: string | null;
  managedReason: string | null;
  /** Whether the asking actor may reveal, copy and download now; otherwise `revealBlock` says why not. */
  canReveal: boolean;
  revealBlock: RevealBlock;
  /** Whether the asking actor may edit, delete and select it. */
  canEdit: boolean;
};

/** A row as `KEY_COLUMNS` selects it. */
export type RawKey = Omit<
  KeyRow,
  | "remaining"
  | "status"
  | "disabledBy"
  | "mask"
  | "expiresAt"
  | "lastUsedAt"
  | "createdAt"
  | "updatedAt"
  | "canReveal"
  | "revealBlock"
  | "canEdit"
> & {
  mask: string;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** The database's clock: the one by which expiry is judged. */
  now: Date;
};

/** The columns of `RawKey`, of provisioning_keys k, its current secret s and its signing certificate c. */
export const KEY_COLUMNS = Prisma.sql`
  k.id, k.version, k.name, k.maximum, k.used, k.enabled,
  k.group_id AS "groupId", k.group_name AS "groupName", k.group_enabled AS "groupEnabled",
  k.signing_certificate_id AS "signingCertificateId", c.name AS "signingCertificateName",
  s.mask, s.host, s.fingerprint, k.view_or_export AS "viewOrExport", k.allow_list AS "allowList",
  k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt",
  k.created_at AS "createdAt", k.created_by_name AS "createdByName",
  k.updated_at AS "updatedAt", k.updated_by_name AS "updatedByName",
  k.managed_by AS "managedBy", k.managed_reason AS "managedReason", now() AS now`;

/** The joins of `KEY_COLUMNS`. A key has one secret in force, so that no row appears twice. */
export const KEY_JOINS = Prisma.sql`
  JOIN provisioning_key_secrets s ON s.key_id = k.id AND s.valid_until IS NULL
  JOIN signing_certificates c ON c.id = k.signing_certificate_id`;

/** In: a selected row and who asks. Out: what that actor may see of it. */
export function toKeyRowDto(raw: RawKey, actor: Actor): KeyRow {
  const revealBlock = explainRevealBlock(raw, actor);
  const { status, disabledBy } = computeStatus(raw);
  return {
    id: raw.id,
    version: raw.version,
    name: raw.name,
    maximum: raw.maximum,
    used: raw.used,
    remaining: raw.maximum === null ? null : Math.max(0, raw.maximum - raw.used),
    status,
    disabledBy,
    enabled: raw.enabled,
    groupId: raw.groupId,
    groupName: raw.groupName,
    groupEnabled: raw.groupEnabled,
    signingCertificateId: raw.signingCertificateId,
    signingCertificateName: raw.signingCertificateName,
    mask: raw.viewOrExport ? raw.mask : null,
    viewOrExport: raw.viewOrExport,
    fingerprint: raw.fingerprint,
    host: raw.host,
    allowList: raw.allowList,
    expiresAt: raw.expiresAt?.toISOString() ?? null,
    lastUsedAt: raw.lastUsedAt?.toISOString() ?? null,
    createdAt: raw.createdAt.toISOString(),
    createdByName: raw.createdByName,
    updatedAt: raw.updatedAt.toISOString(),
    updatedByName: raw.updatedByName,
    managedBy: raw.managedBy,
    managedReason: raw.managedReason,
    canReveal: revealBlock === null,
    revealBlock,
    canEdit: canEditKey(raw, actor),
  };
}
