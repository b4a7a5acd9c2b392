import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, vi } from "vitest";
import { workerCluster } from "@/prisma/test-worker";
import { createDatabase, dropDatabase } from "@/server/embedded/databases";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

// Runs before the imports of a test file are evaluated: they read the settings made here.
const cluster = workerCluster();
const name = `test_${randomBytes(8).toString("hex")}`;
const home = mkdtempSync(join(cluster.folder, "test-home-"));
const masterKeyFile = join(home, "master.key");

await createDatabase(cluster.ownerUrl, {
  name,
  template: cluster.template,
  connectRole: new URL(cluster.applicationUrl).username,
});
const settings = {
  NODE_ENV: "test",
  LATCHKEY_HOME: home,
  MASTER_KEY_FILE: masterKeyFile,
  DATABASE_URL: onDatabase(cluster.applicationUrl),
  DATABASE_OWNER_URL: onDatabase(cluster.ownerUrl),
  AUTH_SECRET: randomBytes(32).toString("hex"),
  LOG_LEVEL: "silent",
};
for (const [variable, value] of Object.entries(settings)) vi.stubEnv(variable, value);
const { createKeyRingFile } = await import("@/lib/crypto/key-ring");
createKeyRingFile(masterKeyFile);

afterAll(async () => {
  const { closeDatabase } = await import("@/lib/db");
  await closeDatabase();
  await dropDatabase(cluster.ownerUrl, name);
  rmSync(home, { recursive: true, force: true });
});

/** In: a connection string of the test cluster. Out: the same for this file's database. Refuses what is not loopback. */
function onDatabase(connectionString: string): string {
  const url = new URL(connectionString);
  if (!LOOPBACK.has(url.hostname)) throw new Error(`tests run on loopback databases only, not on ${url.hostname}`);
  url.pathname = `/${name}`;
  return url.href;
}
