import "server-only";
import type { Tx } from "@/lib/db";
import { joinAttributes, readNameAttributes } from "@/lib/pki/format-name";
import { readCertificate } from "@/lib/pki/read-certificate";
import { nameKey } from "@/lib/services/name/schema";
import type { CertificateStatus } from "@/lib/services/signing-certificates/certificate-filters";
import { judgeExpiry } from "@/lib/services/signing-certificates/list";
import { CERTIFICATES_LIST, type CertificateSortColumn } from "@/lib/services/signing-certificates/list/schema";
import type { CertificateExpiryState } from "@/lib/services/signing-certificates/schema";
import { countList, type ListSource, selectListPage, walkList } from "@/lib/services/table/select-list";
import { escapeLike } from "@/lib/services/table/where";
import { verb } from "@/lib/services/verb";
import { OPERATORS } from "@/lib/table/filters";
import type { ListPage, ListQuery } from "@/lib/table/list";
import { Prisma } from "@/prisma/generated/client";

/** A signing certificate as its page shows it, without anything secret; dates are ISO strings. */
export type TreeCertificate = {
  id: string;
  version: number;
  name: string;
  description: string;
  /** null without one that is stored here: a root, or one that was signed outside. */
  parentName: string | null;
  /** Steps down from a certificate without parent. */
  depth: number;
  isRoot: boolean;
  /** Provisioning keys carry the pin of this one. */
  isTenantRoot: boolean;
  commonName: string;
  /** Empty until it is issued. */
  issuerCommonName: string;
  /** The whole subject; null until it is issued. */
  issuedTo: string | null;
  hasCsr: boolean;
  signingAllowed: boolean;
  status: CertificateStatus;
  notAfter: string | null;
  expiryState: CertificateExpiryState;
  createdAt: string;
  createdByName: string;
  /** Provisioning keys that name it and are not deleted. */
  keys: number;
};

type Row = Omit<TreeCertificate, "issuedTo" | "notAfter" | "expiryState" | "createdAt"> & {
  certificate: Uint8Array | null;
  notAfter: Date | null;
  createdAt: Date;
  now: Date;
};

// A row's place is the way down to it by names, the tenant's Root and what is below it first.
const SOURCE: ListSource<CertificateSortColumn> = {
  from: Prisma.sql`(
    WITH RECURSIVE tree AS (
      SELECT r.id, 0 AS depth, ARRAY[(t.id IS NULL)::text, r.name_key] AS place
      FROM signing_certificates r LEFT JOIN tenants t ON t.root_certificate_id = r.id WHERE r.parent_id IS NULL
      UNION ALL
      SELECT d.id, tree.depth + 1, tree.place || d.name_key
      FROM signing_certificates d JOIN tree ON d.parent_id = tree.id
    )
    SELECT s.*, tree.depth, tree.place, p.name AS parent_name, t.id IS NOT NULL AS is_tenant_root,
      (SELECT count(*)::int FROM provisioning_keys k
        WHERE k.signing_certificate_id = s.id AND k.deleted_at IS NULL) AS keys,
      CASE WHEN s.certificate IS NULL THEN 'waiting'
        WHEN NOT EXISTS (SELECT 1 FROM signing_keys x WHERE x.signing_certificate_id = s.id) THEN 'no_key'
        WHEN s.not_after < now() THEN 'expired'
        WHEN NOT s.signing_allowed THEN 'switched_off'
        WHEN s.not_before > now() THEN 'not_yet_valid'
        ELSE 'can_sign' END AS status
    FROM signing_certificates s JOIN tree ON tree.id = s.id
    LEFT JOIN signing_certificates p ON p.id = s.parent_id
    LEFT JOIN tenants t ON t.root_certificate_id = s.id
  ) c`,
  id: Prisma.sql`c.id`,
  select: Prisma.sql`c.id, c.version, c.name, c.description, c.parent_name AS "parentName", c.depth,
    c.kind::text = 'ROOT' AS "isRoot", c.is_tenant_root AS "isTenantRoot", c.common_name AS "commonName",
    c.issuer_common_name AS "issuerCommonName", c.certificate, c.csr IS NOT NULL AS "hasCsr",
    c.signing_allowed AS "signingAllowed", c.status, c.not_after AS "notAfter", c.created_at AS "createdAt",
    c.created_by_name AS "createdByName", c.keys, now() AS now`,
  filters: {
    name: { type: "text", operators: OPERATORS.text, column: Prisma.sql`c.name_key`, fold: nameKey },
    commonName: { type: "text", operators: OPERATORS.text, column: Prisma.sql`lower(c.common_name)`, fold: nameKey },
    issuedBy: {
      type: "text",
      operators: OPERATORS.text,
      column: Prisma.sql`lower(c.issuer_common_name)`,
      fold: nameKey,
    },
    status: { type: "choice", operators: OPERATORS.choice, column: Prisma.sql`c.status`, cast: "text" },
    keys: { type: "number", operators: OPERATORS.number, column: Prisma.sql`c.keys` },
    created: { type: "date", operators: OPERATORS.date, column: Prisma.sql`c.created_at` },
    expires: {
      type: "date",
      operators: OPERATORS.date,
      column: Prisma.sql`c.not_after`,
      never: Prisma.sql`c.not_after IS NULL`,
    },
  },
  orders: {
    name: { sql: Prisma.sql`c.place` },
    commonName: { sql: Prisma.sql`lower(c.common_name)` },
    issuedBy: { sql: Prisma.sql`lower(c.issuer_common_name)` },
    status: { sql: Prisma.sql`c.status` },
    keys: { sql: Prisma.sql`c.keys` },
    created: { sql: Prisma.sql`c.created_at` },
    expires: { sql: Prisma.sql`c.not_after` },
  },
  search: (_pattern, q) => {
    const pattern = `%${escapeLike(nameKey(q))}%`;
    return Prisma.sql`(c.name_key LIKE ${pattern} OR lower(c.common_name) LIKE ${pattern})`;
  },
};

/**
 * The signing certificates, by name each below the one that issued it. In: search, filters, order, page. Out: the page.
 * Throws what `verb` throws.
 */
export const listCertificateTree = verb({
  permission: "certificate.read",
  effect: "read",
  input: CERTIFICATES_LIST.schema,
  run: async ({ input, tx }): Promise<ListPage<TreeCertificate>> => {
    const page = await selectListPage<Row, CertificateSortColumn>(tx, SOURCE, input);
    return { ...page, rows: page.rows.map(toTreeCertificate) };
  },
});

/** How many of them search and filters leave. In: both. Out: the count. Throws what `verb` throws. */
export const countCertificates = verb({
  permission: "certificate.read",
  effect: "read",
  input: CERTIFICATES_LIST.countSchema,
  run: ({ input, tx }) => countList(tx, SOURCE, input),
});

/** The certificates that search and filters leave, in batches, for an export. In: transaction, what is asked for. */
export async function* readCertificates(
  tx: Tx,
  input: ListQuery<CertificateSortColumn>,
): AsyncGenerator<TreeCertificate[]> {
  for await (const rows of walkList<Row, CertificateSortColumn>(tx, SOURCE, input)) yield rows.map(toTreeCertificate);
}

function toTreeCertificate(row: Row): TreeCertificate {
  const { certificate, notAfter, createdAt, now, ...plain } = row;
  return {
    id: plain.id,
    version: plain.version,
    name: plain.name,
    description: plain.description,
    parentName: plain.parentName,
    depth: plain.depth,
    isRoot: plain.isRoot,
    isTenantRoot: plain.isTenantRoot,
    commonName: plain.commonName,
    issuerCommonName: plain.issuerCommonName,
    issuedTo: certificate && joinAttributes(readNameAttributes(readCertificate(certificate).subjectDer)),
    hasCsr: plain.hasCsr,
    signingAllowed: plain.signingAllowed,
    status: plain.status,
    notAfter: notAfter?.toISOString() ?? null,
    expiryState: judgeExpiry(notAfter, now),
    createdAt: createdAt.toISOString(),
    createdByName: plain.createdByName,
    keys: plain.keys,
  };
}
