import "server-only";
import { createHash } from "node:crypto";
import { pool } from "@/lib/db";
import { Refusal } from "@/lib/enrollment/codes";
import { type ActiveAnswer, describeCertificate } from "@/lib/enrollment/describe-certificate";
import type { Caller } from "@/lib/enrollment/enroll";
import { computeRenewAfter, issueCertificate, type Profile, refuseUnusable } from "@/lib/enrollment/issue-certificate";
import { type Issuer, loadAuthority, loadIssuer } from "@/lib/enrollment/issuer";
import { judgeConnector, type Standing } from "@/lib/enrollment/judge-connector";
import { readCsr } from "@/lib/enrollment/read-csr";
import type { RefusedTarget } from "@/lib/enrollment/record-refusal";
import type { RenewRequest } from "@/lib/enrollment/schema";
import { type Renewal, storeRenewal } from "@/lib/enrollment/store-renewal";

/** Times a request is judged again when its connector changed under it. */
const MAX_ATTEMPTS = 4;
/** Certificates a connector may get in an hour: more is a program that asks in a loop. */
const HOURLY = 60;
const HOURLY_RETRY_AFTER = 600;

type Row = Standing &
  Profile & {
    connectorId: string;
    connectorName: string;
    groupId: string;
    renewals: number;
    signingCertificateId: string;
    serial: string;
    issuedLastHour: number;
    /** Id of the connector the public key of the CSR is bound to. */
    publicKeyConnectorId: string | null;
    /** The newest certificate for the public key of the CSR that was issued after the one presented. */
    newerDer: Buffer | null;
    newerIssuerId: string | null;
    newerNotBefore: Date | null;
    newerNotAfter: Date | null;
  };

const FIND = `
SELECT now() AS "now", t.id AS "tenantId", t.certificate_lifetime_days AS "certificateLifetimeDays", t.enrollment_host AS "enrollmentHost",
       c.id AS "connectorId", c.name AS "connectorName", c.state AS "connectorState", c.enabled AS "connectorEnabled",
       (c.revoked_at IS NOT NULL OR c.deleted_at IS NOT NULL) AS "connectorGone", c.fingerprint AS "connectorFingerprint", c.renewals,
       g.id AS "groupId", g.name AS "groupName", g.enabled AS "groupEnabled",
       x.serial, x.revoked_at IS NOT NULL AS "certificateRevoked", x.not_after <= now() AS "certificateExpired",
       k.signing_certificate_id AS "signingCertificateId", p.connector_id AS "publicKeyConnectorId",
       (SELECT count(*)::int FROM connector_certificates r
         WHERE r.connector_id = c.id AND r.created_at > now() - interval '1 hour') AS "issuedLastHour",
       n.der AS "newerDer", n.signing_certificate_id AS "newerIssuerId", n.not_before AS "newerNotBefore", n.not_after AS "newerNotAfter"
  FROM connector_certificates x
  JOIN connectors c ON c.id = x.connector_id
  JOIN connector_groups g ON g.id = c.group_id
  JOIN provisioning_keys k ON k.id = c.key_id
 CROSS JOIN tenants t
  LEFT JOIN connector_public_keys p ON p.spki_sha256 = $2
  LEFT JOIN LATERAL (SELECT * FROM connector_certificates y
                      WHERE y.connector_id = c.id AND y.spki_sha256 = $2 AND y.serial <> x.serial AND y.created_at > x.created_at
                        AND y.revoked_at IS NULL
                      ORDER BY y.created_at DESC LIMIT 1) n ON true
 WHERE x.fingerprint_sha256 = $1`;

/**
 * Issues a connector's next certificate, for the same public key or a fresh one, under the signing certificate that its key
 * has now. The one presented stays valid until it ends, so nothing breaks when the answer is lost: the same request gets the
 * same certificate again until that one is due itself. No use is taken, and it does not matter whether the key still stands.
 * In: the client certificate of the TLS handshake (DER), the parsed request, who sent it; `onTarget` hears which connector it
 * is. Out: the answer. Throws Refusal, or what the database throws.
 */
export async function renew(
  certificate: Uint8Array,
  request: RenewRequest,
  caller: Caller,
  onTarget: (target: RefusedTarget) => void,
): Promise<ActiveAnswer> {
  const csr = readCsr(request.csr);
  const values = [createHash("sha256").update(certificate).digest(), csr.spkiSha256];
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const { rows } = await pool.query<Row>({ name: "find-renewal", text: FIND, values });
    const [row] = rows;
    if (row) onTarget({ type: "connector", id: row.connectorId, name: row.connectorName });
    const found = judgeConnector(row, request.fingerprint);
    refuseForeignKey(found);
    const again = await replay(found);
    if (again) return again;
    refuseLoop(found);
    const issuer = await loadIssuer(found.signingCertificateId);
    if (!issuer || issuer.notAfter.getTime() <= found.now.getTime()) throw refuseUnusable();
    const issued = issueCertificate(found, csr.spkiDer, issuer, found.connectorId);
    if (await storeRenewal(toRenewal(found, csr.spkiSha256, issued, caller))) {
      return describeCertificate(found, issued.der, issuer, false);
    }
  }
  throw new Refusal("unavailable", "The connector is being changed. Try again in a moment.", { retryAfter: 1 });
}

function refuseForeignKey(found: Row): void {
  if (found.publicKeyConnectorId === null || found.publicKeyConnectorId === found.connectorId) return;
  throw new Refusal("public_key_in_use", "Another connector has this public key. Make a new private key.");
}

function refuseLoop(found: Row): void {
  if (found.issuedLastHour < HOURLY) return;
  throw new Refusal("rate_limited", `This connector got ${found.issuedLastHour} certificates within an hour.`, {
    retryAfter: HOURLY_RETRY_AFTER,
  });
}

/** The certificate of an answer that was lost, as long as it is not due for renewal itself. */
async function replay(found: Row): Promise<ActiveAnswer | undefined> {
  const { newerDer, newerIssuerId, newerNotBefore: notBefore, newerNotAfter: notAfter } = found;
  if (!newerDer || !newerIssuerId || !notBefore || !notAfter) return undefined;
  if (computeRenewAfter({ notBefore, notAfter }) <= found.now) return undefined;
  // Issued before the key was given another signing certificate: that is what the connector shall have.
  if (newerIssuerId !== found.signingCertificateId) return undefined;
  const issuer: Issuer | undefined = await loadAuthority(newerIssuerId);
  return issuer && describeCertificate(found, newerDer, issuer, true);
}

function toRenewal(
  found: Row,
  spkiSha256: Buffer,
  certificate: Renewal["certificate"],
  { ip, userAgent, requestId }: Caller,
): Renewal {
  const { connectorId, renewals, serial: renewedSerial } = found;
  return { connectorId, renewals, renewedSerial, spkiSha256, certificate, ip, userAgent, requestId };
}
