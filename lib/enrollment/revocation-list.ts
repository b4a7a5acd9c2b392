import "server-only";
import { pool } from "@/lib/db";
import { loadAuthority } from "@/lib/enrollment/issuer";
import { createCrl } from "@/lib/pki/create-crl";

const LIFETIME_MS = 24 * 3_600_000;
/** Signed again when older than this, so that no client meets an expired list, and not at each request near the issuer's end. */
const RENEW_AFTER_MS = 12 * 3_600_000;

type Row = {
  number: string;
  der: Buffer | null;
  thisUpdate: Date | null;
  nextUpdate: Date | null;
  stale: boolean;
  now: Date;
};
type Revoked = { serial: string; revokedAt: Date; reason: number | null };

const READ = `
SELECT number, der, this_update AS "thisUpdate", next_update AS "nextUpdate", stale, clock_timestamp() AS now
  FROM certificate_revocation_lists WHERE signing_certificate_id = $1`;
// A revoked certificate stays listed a little beyond its end: it must be on one list signed after it (RFC 5280 section 3.3).
const REVOKED = `
SELECT serial, revoked_at AS "revokedAt", revocation_reason AS reason FROM connector_certificates
 WHERE signing_certificate_id = $1 AND revoked_at IS NOT NULL AND not_after > now() - interval '2 days' ORDER BY serial`;
const WRITE = `
UPDATE certificate_revocation_lists SET number = $2, der = $3, this_update = $4, next_update = $5, stale = false
 WHERE signing_certificate_id = $1`;

/**
 * The CRL of a signing certificate (RFC 5280 section 5), signed again after a revocation or when it nears its end, also
 * when the certificate may not issue others any more. In: the certificate's id. Out: DER and the time of its next update,
 * or undefined when there is no such certificate, it has no private key, or it expired. One instance signs, the others wait for the row and find the new list.
 */
export async function getRevocationList(id: string): Promise<{ der: Buffer; nextUpdate: Date } | undefined> {
  const { rows } = await pool.query<Row>({ name: "crl-read", text: READ, values: [id] });
  return current(rows[0]) ?? (rows[0] && signAgain(id));
}

function current(row: Row | undefined): { der: Buffer; nextUpdate: Date } | undefined {
  if (!row?.der || !row.nextUpdate || row.stale) return undefined;
  if (row.thisUpdate === null || row.now.getTime() - row.thisUpdate.getTime() > RENEW_AFTER_MS) return undefined;
  if (row.nextUpdate.getTime() <= row.now.getTime()) return undefined;
  return { der: row.der, nextUpdate: row.nextUpdate };
}

async function signAgain(id: string): Promise<{ der: Buffer; nextUpdate: Date } | undefined> {
  const issuer = await loadAuthority(id);
  if (!issuer) return undefined;
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<Row>(`${READ} FOR UPDATE`, [id]);
    const done = current(rows[0]);
    if (done || !rows[0] || issuer.notAfter.getTime() <= rows[0].now.getTime()) {
      await client.query("COMMIT");
      return done;
    }
    const revoked = await client.query<Revoked>(REVOKED, [id]);
    const thisUpdate = rows[0].now;
    const nextUpdate = new Date(Math.min(thisUpdate.getTime() + LIFETIME_MS, issuer.notAfter.getTime()));
    const number = BigInt(rows[0].number) + 1n;
    const der = createCrl({
      issuer,
      crlNumber: number,
      thisUpdate,
      nextUpdate,
      revoked: revoked.rows.map(({ serial, revokedAt, reason }) => ({
        serial: Buffer.from(serial, "hex"),
        revokedAt,
        reason: reason ?? undefined,
      })),
    });
    await client.query(WRITE, [id, number.toString(), der, thisUpdate, nextUpdate]);
    await client.query("COMMIT");
    return { der, nextUpdate };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
