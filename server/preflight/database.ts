import pg from "pg";
import { judgeServer, type ServerFacts } from "@/server/preflight/judge-server";
import { StartupError } from "@/server/startup-error";

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Checks a database server before anything is written to it.
 * In: connection strings of the owner and of the application role. Out: warnings. Throws StartupError with every problem found.
 */
export async function checkDatabase(urls: { ownerUrl: string; applicationUrl: string }): Promise<string[]> {
  const ownerVariable = urls.ownerUrl === urls.applicationUrl ? "DATABASE_URL" : "DATABASE_OWNER_URL";
  const application = decodeURIComponent(new URL(urls.applicationUrl).username);
  const facts = await withConnection(urls.ownerUrl, ownerVariable, (client) => askServer(client, application));
  const { problems, warnings } = judgeServer(facts);
  if (problems.length > 0) throw new StartupError(problems.join("\n"));
  await withConnection(urls.applicationUrl, "DATABASE_URL", (client) => client.query("SELECT 1"));
  return warnings;
}

async function withConnection<T>(
  connectionString: string,
  variable: string,
  run: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: 10_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new StartupError(explain(error as NodeJS.ErrnoException, new URL(connectionString), variable));
  }
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

function explain(error: NodeJS.ErrnoException, url: URL, variable: string): string {
  const place = `${url.hostname}:${url.port || 5432}`;
  const role = decodeURIComponent(url.username);
  const database = decodeURIComponent(url.pathname.slice(1));
  switch (error.code) {
    case "28P01":
    case "28000":
      return `The database server at ${place} refuses the role "${role}" or its password. Correct ${variable}; if the role is missing, run as a superuser: CREATE ROLE "${role}" LOGIN PASSWORD '…';`;
    case "3D000":
      return `The database "${database}" does not exist at ${place}. As a superuser run: CREATE DATABASE "${database}"; or correct ${variable}.`;
    case "42501":
      return `The role "${role}" may not connect to the database "${database}". As a superuser run: GRANT CONNECT ON DATABASE "${database}" TO "${role}";`;
    default:
      return `The database at ${place} does not answer (${error.code ?? error.message}). Start it, or correct ${variable}.`;
  }
}

async function askServer(client: pg.Client, application: string): Promise<ServerFacts> {
  const { rows } = await client.query(
    `SELECT current_setting('server_version_num')::int AS "versionNumber", current_setting('server_version') AS version,
       pg_is_in_recovery() AS "inRecovery", current_setting('transaction_read_only') = 'on' AS "readOnly",
       current_user AS owner, current_database() AS database,
       has_schema_privilege(current_user, 'public', 'CREATE') AS "canCreateTables",
       EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS "applicationExists",
       EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND rolsuper) AS "applicationIsSuperuser",
       (SELECT jsonb_object_agg(name, setting) FROM pg_settings
         WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')) AS settings,
       CASE WHEN EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN 'installed'
         WHEN NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN NULL
         WHEN has_database_privilege(current_database(), 'CREATE') THEN 'can be created'
         ELSE 'needs a superuser' END AS trigram`,
    [application],
  );
  const [row] = rows;
  return { ...row, trigram: row.trigram ?? undefined, application };
}
