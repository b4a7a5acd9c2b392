import pg from "pg";
import { env } from "@/lib/env";
import { ensureTenant } from "@/lib/services/setup/ensure-tenant";
import { workerCluster } from "@/prisma/test-worker";

/** A connection as the owner of this test file's database, for what the application role may not do. End it after use. */
export async function ownerClient(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env.DATABASE_OWNER_URL, connectionTimeoutMillis: 5_000 });
  await client.connect();
  return client;
}

/** Creates what the first run creates: tenant, the four signing certificates, the check of the master key. */
export async function seedTenant(): Promise<void> {
  await ensureTenant();
}

/** Connection strings of the whole cluster of this worker, for tests that need databases of their own. */
export const testCluster = workerCluster;
