import pg from "pg";
import { applyMigrations, withSchemaEngine } from "@/prisma/schema-engine";

/** Any number that only this product uses: whoever holds the lock migrates, the others wait and find nothing to do. */
const MIGRATION_LOCK = "7245091820111";
const LOCK_WAIT = "120s";

/** A migration could not run; the message says what is wrong and what to do. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/**
 * Brings a database to the current schema and grants the application role what it needs, and no more.
 * In: connection strings of the owner and of the application role (may be the same). Out: names of the migrations that
 * were applied. Several instances may call it at once. Throws MigrationError or what the driver throws.
 */
export async function migrate(urls: { ownerUrl: string; applicationUrl: string }): Promise<string[]> {
  const owner = new pg.Client({
    connectionString: urls.ownerUrl,
    connectionTimeoutMillis: 5_000,
    application_name: "latchkey-migrate",
  });
  owner.on("error", () => undefined);
  await owner.connect();
  try {
    await owner.query("SELECT set_config('lock_timeout', $1, false)", [LOCK_WAIT]);
    await owner.query("SELECT pg_advisory_lock($1::bigint)", [MIGRATION_LOCK]);
    const applied = await withSchemaEngine(urls.ownerUrl, applyMigrations);
    await grantApplicationRole(owner, decodeURIComponent(new URL(urls.applicationUrl).username));
    return applied;
  } finally {
    await owner.end();
  }
}

/**
 * The application role reads and writes rows, and may only add to the audit log (SQLSTATE 42501 on the rest).
 * Where it is the owner itself nothing can be taken from it: readiness warns about that.
 */
async function grantApplicationRole(owner: pg.Client, role: string): Promise<void> {
  const found = await owner.query("SELECT rolname = current_user AS is_owner FROM pg_roles WHERE rolname = $1", [role]);
  if (found.rowCount === 0) {
    throw new MigrationError(
      `The role in DATABASE_URL does not exist. As the owner run: CREATE ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD '…';`,
    );
  }
  if (found.rows[0].is_owner) return;
  const grantee = pg.escapeIdentifier(role);
  for (const statement of [
    `GRANT USAGE ON SCHEMA public TO ${grantee}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${grantee}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${grantee}`,
    `REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${grantee}`,
    `REVOKE UPDATE, DELETE, TRUNCATE ON audit_events FROM ${grantee}`,
  ]) {
    await owner.query(statement);
  }
}
