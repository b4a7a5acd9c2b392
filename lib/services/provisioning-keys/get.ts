import "server-only";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";
import {
  KEY_COLUMNS,
  KEY_JOINS,
  type KeyRow,
  type RawKey,
  toKeyRowDto,
} from "@/lib/services/provisioning-keys/key-row";
import { oneKeySchema, someKeysSchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/** What an expanded row and the key's page show beside the row itself. */
export type KeyDetail = KeyRow & {
  signingCertificate: {
    id: string;
    name: string;
    commonName: string;
    issuerCommonName: string;
    /** SHA-256 of the certificate, lower-case hex; null until it is issued. */
    fingerprintSha256: string | null;
    notAfter: string | null;
  };
  /** Connectors that enrolled with the key and were not deleted since; `active` leaves out pending, disabled and revoked ones. */
  connectors: { enrolled: number; active: number };
};

type RawDetail = RawKey & {
  commonName: string;
  issuerCommonName: string;
  fingerprintSha256: string | null;
  notAfter: Date | null;
  enrolled: number;
  active: number;
};

/**
 * Details of up to 100 keys, in one statement.
 * In: ids. Out: those that exist and are not deleted, in the order asked for. Throws what `verb` throws.
 */
export const getKeys = verb({
  permission: "key.read",
  effect: "read",
  input: someKeysSchema,
  run: ({ input, actor, tx }) => selectDetails(tx, actor, input.ids),
});

/** Details of one key. In: its id. Throws `not_found`, and what `verb` throws. */
export const getKey = verb({
  permission: "key.read",
  effect: "read",
  input: oneKeySchema,
  run: async ({ input, actor, tx }) => {
    const [detail] = await selectDetails(tx, actor, [input.id]);
    if (!detail) throw new AppError("not_found", "There is no such provisioning key, or it was deleted.");
    return detail;
  },
});

/** For verbs that answer with a key they changed. In: its id. Out: its row. Throws `not_found`. */
export async function readKeyRow(tx: Tx, actor: Actor, id: string): Promise<KeyRow> {
  const [raw] = await tx.$queryRaw<RawKey[]>`
    SELECT ${KEY_COLUMNS} FROM provisioning_keys k ${KEY_JOINS} WHERE k.id = ${id}::uuid AND k.deleted_at IS NULL`;
  if (!raw) throw new AppError("not_found", "There is no such provisioning key, or it was deleted.");
  return toKeyRowDto(raw, actor);
}

async function selectDetails(tx: Tx, actor: Actor, ids: string[]): Promise<KeyDetail[]> {
  const found = await tx.$queryRaw<RawDetail[]>`
    SELECT ${KEY_COLUMNS}, c.common_name AS "commonName", c.issuer_common_name AS "issuerCommonName",
      c.fingerprint_sha256 AS "fingerprintSha256", c.not_after AS "notAfter", n.enrolled, n.active
    FROM provisioning_keys k ${KEY_JOINS}
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS enrolled,
        (count(*) FILTER (WHERE x.state = 'ACTIVE' AND x.enabled AND x.revoked_at IS NULL))::int AS active
      FROM connectors x WHERE x.key_id = k.id AND x.deleted_at IS NULL
    ) AS n
    WHERE k.id = ANY(${ids}::uuid[]) AND k.deleted_at IS NULL`;
  const details = new Map(found.map((raw) => [raw.id, toDetail(raw, actor)]));
  return ids.flatMap((id) => details.get(id) ?? []);
}

function toDetail(raw: RawDetail, actor: Actor): KeyDetail {
  return {
    ...toKeyRowDto(raw, actor),
    signingCertificate: {
      id: raw.signingCertificateId,
      name: raw.signingCertificateName,
      commonName: raw.commonName,
      issuerCommonName: raw.issuerCommonName,
      fingerprintSha256: raw.fingerprintSha256,
      notAfter: raw.notAfter?.toISOString() ?? null,
    },
    connectors: { enrolled: raw.enrolled, active: raw.active },
  };
}
