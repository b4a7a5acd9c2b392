import "server-only";
import { RESTORE_DAYS } from "@/lib/services/provisioning-keys/schema";
import { Prisma } from "@/prisma/generated/client";

/** A deleted key as pages show it. */
export type DeletedKeyRow = {
  id: string;
  name: string;
  groupId: string;
  groupName: string;
  /** Of its last key string. */
  fingerprint: string;
  maximum: number | null;
  used: number;
  /** Connectors that enrolled with it and go on working: neither revoked nor deleted. */
  connectors: number;
  deletedAt: string;
  deletedByName: string | null;
  restorableUntil: string;
  /** Whether another key has its name now: restoring asks for another one then. */
  isNameTaken: boolean;
};

export type RawDeletedKey = Omit<DeletedKeyRow, "deletedAt" | "restorableUntil"> & {
  deletedAt: Date;
  restorableUntil: Date;
};

/** What `toDeletedKeyRow` reads of provisioning_keys k. */
export const DELETED_KEY_COLUMNS = Prisma.sql`
  k.id, k.name, k.group_id AS "groupId", k.group_name AS "groupName", split_part(k.fingerprints, ' ', 1) AS fingerprint,
  k.maximum, k.used, k.deleted_at AS "deletedAt", k.deleted_by_name AS "deletedByName",
  k.deleted_at + make_interval(days => ${RESTORE_DAYS}::int) AS "restorableUntil",
  (SELECT count(*)::int FROM connectors c WHERE c.key_id = k.id AND c.revoked_at IS NULL AND c.deleted_at IS NULL) AS connectors,
  EXISTS (SELECT 1 FROM provisioning_keys o WHERE o.name_key = k.name_key AND o.deleted_at IS NULL) AS "isNameTaken"`;

/** In: a row as it is stored. Out: what pages may see of it. */
export function toDeletedKeyRow(raw: RawDeletedKey): DeletedKeyRow {
  return {
    id: raw.id,
    name: raw.name,
    groupId: raw.groupId,
    groupName: raw.groupName,
    fingerprint: raw.fingerprint,
    maximum: raw.maximum,
    used: raw.used,
    connectors: raw.connectors,
    deletedAt: raw.deletedAt.toISOString(),
    deletedByName: raw.deletedByName,
    restorableUntil: raw.restorableUntil.toISOString(),
    isNameTaken: raw.isNameTaken,
  };
}
