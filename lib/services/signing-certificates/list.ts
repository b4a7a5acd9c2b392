import "server-only";
import type { Tx } from "@/lib/db";
import {
  type CertificateExpiryState,
  listCertificatesSchema,
  SOON_DAYS,
  VERY_SOON_DAYS,
} from "@/lib/services/signing-certificates/schema";
import { verb } from "@/lib/services/verb";

const DAY = 86_400_000;

/** A signing certificate without anything secret; dates are ISO strings. */
export type CertificateRow = {
  id: string;
  name: string;
  description: string;
  kind: "ROOT" | "INTERMEDIATE";
  parentName: string | null;
  commonName: string;
  issuerCommonName: string;
  keyAlgorithm: string;
  /** SHA-256 of the certificate, lower-case hex; null until it is issued. */
  fingerprintSha256: string | null;
  notBefore: string | null;
  notAfter: string | null;
  expiryState: CertificateExpiryState;
  createdAt: string;
  createdByName: string;
  /** Whether it can sign now. */
  usable: boolean;
  /** Provisioning keys that name it and are not deleted. */
  keyCount: number;
};

type RawCertificate = Omit<CertificateRow, "notBefore" | "notAfter" | "createdAt" | "expiryState"> & {
  notBefore: Date | null;
  notAfter: Date | null;
  createdAt: Date;
  now: Date;
};

/**
 * All signing certificates, or those that can sign, in one statement, by name with the Root first.
 * Out: rows without keys or certificate bytes. Throws what `verb` throws.
 */
export const listSigningCertificates = verb({
  permission: "certificate.read",
  effect: "read",
  input: listCertificatesSchema,
  run: ({ input, tx }) => selectCertificates(tx, input.usable),
});

/** For verbs that offer a choice of certificates. In: transaction, and whether only usable ones are wanted. */
export async function selectCertificates(tx: Tx, usableOnly: boolean): Promise<CertificateRow[]> {
  const rows = await tx.$queryRaw<RawCertificate[]>`
    SELECT * FROM (
      SELECT c.id, c.name, c.name_key, c.description, c.kind::text AS kind, p.name AS "parentName",
        c.common_name AS "commonName", c.issuer_common_name AS "issuerCommonName", c.key_algorithm AS "keyAlgorithm",
        c.fingerprint_sha256 AS "fingerprintSha256", c.not_before AS "notBefore", c.not_after AS "notAfter",
        c.created_at AS "createdAt", c.created_by_name AS "createdByName", now() AS now,
        c.certificate IS NOT NULL AND c.signing_allowed
          AND COALESCE(now() BETWEEN c.not_before AND c.not_after, false)
          AND EXISTS (SELECT 1 FROM signing_keys s WHERE s.signing_certificate_id = c.id) AS usable,
        (SELECT count(*)::int FROM provisioning_keys k
          WHERE k.signing_certificate_id = c.id AND k.deleted_at IS NULL) AS "keyCount"
      FROM signing_certificates c LEFT JOIN signing_certificates p ON p.id = c.parent_id
    ) AS found
    WHERE usable OR NOT ${usableOnly}::boolean
    ORDER BY kind = 'ROOT' DESC, name_key, id`;
  return rows.map(toCertificateRowDto);
}

function toCertificateRowDto(raw: RawCertificate): CertificateRow {
  return {
    id: raw.id,
    name: raw.name,
    description: raw.description,
    kind: raw.kind,
    parentName: raw.parentName,
    commonName: raw.commonName,
    issuerCommonName: raw.issuerCommonName,
    keyAlgorithm: raw.keyAlgorithm,
    fingerprintSha256: raw.fingerprintSha256,
    notBefore: raw.notBefore?.toISOString() ?? null,
    notAfter: raw.notAfter?.toISOString() ?? null,
    expiryState: judgeExpiry(raw.notAfter, raw.now),
    createdAt: raw.createdAt.toISOString(),
    createdByName: raw.createdByName,
    usable: raw.usable,
    keyCount: raw.keyCount,
  };
}

/** In: the end of a certificate, if it has one, and now. Out: how close it is. */
export function judgeExpiry(notAfter: Date | null, now: Date): CertificateExpiryState {
  const left = notAfter === null ? Number.POSITIVE_INFINITY : notAfter.getTime() - now.getTime();
  if (left <= 0) return "expired";
  if (left < VERY_SOON_DAYS * DAY) return "very_soon";
  return left < SOON_DAYS * DAY ? "soon" : "valid";
}
