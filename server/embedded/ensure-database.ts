import pg from "pg";
import { APPLICATION_ROLE, type Credentials, connectionUrls, DATABASE_NAME } from "@/server/embedded/credentials";

/**
 * Makes the application role and the database of an embedded cluster, as far as they are missing. The role may log in and nothing else
 * (what it may do to rows is granted after the migrations). Throws what the driver throws.
 */
export async function ensureDatabase(credentials: Credentials, port: number): Promise<void> {
  await withOwner(credentials, port, async (owner) => {
    const role = pg.escapeIdentifier(APPLICATION_ROLE);
    const password = pg.escapeLiteral(credentials.applicationPassword);
    const roles = await owner.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [APPLICATION_ROLE]);
    if (roles.rowCount === 0) await owner.query(`CREATE ROLE ${role}`);
    await owner.query(
      `ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${password}`,
    );
    const databases = await owner.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE_NAME]);
    if (databases.rowCount === 0) await owner.query(`CREATE DATABASE ${pg.escapeIdentifier(DATABASE_NAME)}`);
    await owner.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(DATABASE_NAME)} FROM PUBLIC`);
    await owner.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(DATABASE_NAME)} TO ${role}`);
  });
}

async function withOwner(
  credentials: Credentials,
  port: number,
  run: (owner: pg.Client) => Promise<void>,
): Promise<void> {
  const { ownerUrl } = connectionUrls(credentials, port, "postgres");
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  owner.on("error", () => undefined);
  await owner.connect();
  try {
    await run(owner);
  } finally {
    await owner.end();
  }
}
