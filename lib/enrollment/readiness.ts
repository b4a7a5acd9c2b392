import "server-only";
import { pool } from "@/lib/db";
import { loadIssuer } from "@/lib/enrollment/issuer";

const READ = `
SELECT t.root_certificate_id AS "rootId", pg_is_in_recovery() AS "inRecovery", current_setting('transaction_read_only') = 'on' AS "readOnly"
  FROM tenants t`;

/** Out: whether the database takes writes and the master key opens the Root's private key. Never throws. */
export async function isEnrollmentReady(): Promise<boolean> {
  try {
    const { rows } = await pool.query<{ rootId: string; inRecovery: boolean; readOnly: boolean }>({
      name: "ready",
      text: READ,
      values: [],
    });
    const [row] = rows;
    return row !== undefined && !row.inRecovery && !row.readOnly && (await loadIssuer(row.rootId)) !== undefined;
  } catch {
    return false;
  }
}
