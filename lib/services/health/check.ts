import "server-only";
import { z } from "zod";
import { KeyRingError } from "@/lib/crypto/key-ring";
import { masterKeys } from "@/lib/crypto/master-key";
import type { Tx } from "@/lib/db";
import { verb } from "@/lib/services/verb";

export type Health = {
  ready: boolean;
  /** What an operator should mend although the portal works; no versions, names or addresses. */
  warnings: string[];
};

type Facts = { hasTenant: boolean; readOnly: boolean; durable: boolean; auditGuarded: boolean };

/**
 * Says whether the portal can do its work: the database takes writes, it was set up, and the master key is there.
 * Throws `unavailable` when the database does not answer.
 */
export const checkHealth = verb({
  permission: "public",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<Health> => {
    const facts = await readFacts(tx);
    const warnings: string[] = [];
    if (!facts.auditGuarded) warnings.push("audit rows are not protected from the application: set DATABASE_OWNER_URL");
    if (!facts.durable)
      warnings.push("the database may lose committed rows: turn on fsync, synchronous_commit and full_page_writes");
    return { ready: facts.hasTenant && !facts.readOnly && hasMasterKey(), warnings };
  },
});

async function readFacts(tx: Tx): Promise<Facts> {
  const rows = await tx.$queryRaw<Facts[]>`
    SELECT EXISTS (SELECT 1 FROM tenants) AS "hasTenant",
           pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS "readOnly",
           current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'
             AND current_setting('full_page_writes') = 'on' AS durable,
           NOT has_table_privilege('audit_events', 'UPDATE, DELETE, TRUNCATE') AS "auditGuarded"`;
  return rows[0] ?? { hasTenant: false, readOnly: true, durable: true, auditGuarded: true };
}

function hasMasterKey(): boolean {
  try {
    masterKeys();
    return true;
  } catch (error) {
    if (error instanceof KeyRingError) return false;
    throw error;
  }
}
