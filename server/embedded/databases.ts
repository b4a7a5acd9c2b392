import pg from "pg";

/**
 * Makes a database in an embedded cluster.
 * In: the owner's connection string; its name; a template; a role that may connect. Throws what the driver throws.
 */
export async function createDatabase(
  ownerUrl: string,
  database: { name: string; template?: string; connectRole?: string },
): Promise<void> {
  const name = pg.escapeIdentifier(database.name);
  const template = database.template === undefined ? "" : ` TEMPLATE ${pg.escapeIdentifier(database.template)}`;
  await withOwner(ownerUrl, async (owner) => {
    await owner.query(`CREATE DATABASE ${name}${template}`);
    if (database.connectRole === undefined) return;
    await owner.query(`GRANT CONNECT ON DATABASE ${name} TO ${pg.escapeIdentifier(database.connectRole)}`);
  });
}

/** Removes a database of an embedded cluster and ends the connections to it. */
export async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  await withOwner(ownerUrl, async (owner) => {
    await owner.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  });
}

async function withOwner(ownerUrl: string, run: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  owner.on("error", () => undefined);
  await owner.connect();
  try {
    await run(owner);
  } finally {
    await owner.end();
  }
}
