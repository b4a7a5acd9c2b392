import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileOnce } from "@/server/embedded/write-file-once";
import { StartupError } from "@/server/startup-error";

export const OWNER_ROLE = "latchkey_owner";
export const APPLICATION_ROLE = "latchkey_app";
export const DATABASE_NAME = "latchkey";

const FILE = "postgres-credentials.json";
const credentialsSchema = z.strictObject({
  version: z.literal(1),
  ownerPassword: z.string().min(32),
  applicationPassword: z.string().min(32),
});

export type Credentials = z.output<typeof credentialsSchema>;

/**
 * The passwords of the embedded cluster's two roles, kept in LATCHKEY_HOME with mode 0600.
 * In: LATCHKEY_HOME, and whether a cluster is there already. Makes new ones only when there is no cluster yet. Throws StartupError.
 */
export function loadCredentials(home: string, clusterExists: boolean): Credentials {
  const path = join(home, FILE);
  if (!existsSync(path)) {
    if (clusterExists) {
      throw new StartupError(
        `${path} is missing, so the database in ${home} cannot be opened. Put the file back from your backup.`,
      );
    }
    const password = () => randomBytes(32).toString("base64url");
    const made: Credentials = { version: 1, ownerPassword: password(), applicationPassword: password() };
    writeFileOnce(path, `${JSON.stringify(made, null, 2)}\n`);
  }
  try {
    return credentialsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new StartupError(`${path} cannot be read or is damaged. Put the file back from your backup.`);
  }
}

/** In: credentials and port. Out: connection strings of both roles to the product's database, or to another one. */
export function connectionUrls(credentials: Credentials, port: number, database = DATABASE_NAME) {
  const url = (role: string, password: string) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    ownerUrl: url(OWNER_ROLE, credentials.ownerPassword),
    applicationUrl: url(APPLICATION_ROLE, credentials.applicationPassword),
  };
}
