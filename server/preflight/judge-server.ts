const MINIMUM_MAJOR = 15;

/** What a PostgreSQL server says about itself and about the two roles. */
export type ServerFacts = {
  versionNumber: number;
  version: string;
  inRecovery: boolean;
  readOnly: boolean;
  /** undefined = cannot be installed on this server. */
  trigram: "installed" | "can be created" | "needs a superuser" | undefined;
  owner: string;
  database: string;
  canCreateTables: boolean;
  /** The application role of DATABASE_URL, and whether it exists. */
  application: string;
  applicationExists: boolean;
  applicationIsSuperuser: boolean;
  settings: { fsync: string; synchronous_commit: string; full_page_writes: string };
};

const WITHOUT = {
  fsync: "a crash of the machine may damage the database",
  full_page_writes: "a crash of the machine may damage the database",
  synchronous_commit: "a crash may lose enrollments that were already answered",
} as const;

/**
 * Judges a server. Out: `problems`, each of which stops start-up and says what to do (SQL where it is SQL), and `warnings`.
 */
export function judgeServer(facts: ServerFacts): { problems: string[]; warnings: string[] } {
  const problems: string[] = [];
  const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
  if (facts.versionNumber < MINIMUM_MAJOR * 10_000) {
    problems.push(
      `The database server is PostgreSQL ${facts.version}; Latchkey needs ${MINIMUM_MAJOR} or later. Upgrade it, or unset DATABASE_URL to use the embedded one.`,
    );
  }
  if (facts.inRecovery) {
    problems.push(
      "The database server is a standby (in recovery) and takes no writes. Point DATABASE_URL at the primary.",
    );
  } else if (facts.readOnly) {
    problems.push(
      "The database is read-only (default_transaction_read_only is on). Turn that off for this database and role, or point DATABASE_URL at a writable one.",
    );
  }
  if (!facts.applicationExists) {
    problems.push(
      `The role of DATABASE_URL does not exist. As a superuser run: CREATE ROLE ${quote(facts.application)} LOGIN PASSWORD '…';`,
    );
  }
  if (facts.trigram === undefined) {
    problems.push("The extension pg_trgm is not available on the database server. Install its contrib package.");
  } else if (facts.trigram === "needs a superuser") {
    problems.push(
      `The extension pg_trgm is missing. As a superuser, in the database ${quote(facts.database)}, run: CREATE EXTENSION pg_trgm;`,
    );
  }
  if (!facts.canCreateTables) {
    problems.push(
      `The role ${quote(facts.owner)} may not create tables. As a superuser, in the database ${quote(facts.database)}, run: GRANT CREATE, USAGE ON SCHEMA public TO ${quote(facts.owner)};`,
    );
  }
  return { problems, warnings: collectWarnings(facts) };
}

function collectWarnings(facts: ServerFacts): string[] {
  const warnings: string[] = [];
  for (const [name, loss] of Object.entries(WITHOUT)) {
    if (Reflect.get(facts.settings, name) === "off") warnings.push(`${name} is off on the database server: ${loss}.`);
  }
  if (facts.owner === facts.application || facts.applicationIsSuperuser) {
    warnings.push(
      "The application connects as the owner of the tables or as a superuser, so audit rows are not protected from it. Set DATABASE_OWNER_URL to the owner and DATABASE_URL to a role of its own.",
    );
  }
  return warnings;
}
