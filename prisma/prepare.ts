import { env } from "@/lib/env";
import { ensureOwner } from "@/lib/services/setup/ensure-owner";
import { ensureTenant } from "@/lib/services/setup/ensure-tenant";
import { createSetupToken } from "@/lib/services/setup/setup-token";
import { MigrationError, migrate } from "@/prisma/migrate";

/**
 * One step of start-up, a process of its own so that neither the schema engine nor the owner's password stays in a process that lives
 * on: migrations, tenant, first owner and, with --setup-token, a token for the set-up link. Tells its parent what it did; exits 1 after
 * one plain sentence when it cannot.
 */
async function prepare(): Promise<{ migrations: string[]; tenantCreated: boolean; setupToken?: string }> {
  if (env.DATABASE_URL === undefined) throw new MigrationError("DATABASE_URL is not set.");
  const migrations = await migrate({
    ownerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL,
    applicationUrl: env.DATABASE_URL,
  });
  const { created } = await ensureTenant();
  if (env.ADMIN_EMAIL !== undefined && env.ADMIN_PASSWORD !== undefined) {
    await ensureOwner(env.ADMIN_EMAIL, env.ADMIN_PASSWORD);
  }
  const token = process.argv.includes("--setup-token") ? await createSetupToken() : undefined;
  return { migrations, tenantCreated: created, ...(token && { setupToken: token.expose() }) };
}

try {
  const result = await prepare();
  await new Promise((resolve) => (process.send ? process.send(result, resolve) : resolve(undefined)));
  process.exitCode = 0;
} catch (error) {
  const plain =
    error instanceof Error && ["MigrationError", "AppError", "EnvError", "KeyRingError"].includes(error.name);
  console.error(plain ? error.message : error);
  process.exitCode = 1;
} finally {
  const { closeDatabase } = await import("@/lib/db");
  await closeDatabase();
}
// A timer of a finished transaction would keep the process for ten seconds.
process.exit();
