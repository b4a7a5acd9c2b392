import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "@/prisma/migrate";
import { APPLICATION_ROLE, connectionUrls } from "@/server/embedded/credentials";
import { createDatabase } from "@/server/embedded/databases";
import { dataDirectory } from "@/server/embedded/init-cluster";
import { openCluster, startCluster } from "@/server/embedded/open-cluster";
import { settlePostmasterPid } from "@/server/embedded/postmaster-pid";
import { isAlive } from "@/server/embedded/process-info";

/** `folder` is removed with the cluster: whatever a killed test file left there goes too. */
export type TestCluster = { ownerUrl: string; applicationUrl: string; template: string; folder: string };

declare module "vitest" {
  export interface ProvidedContext {
    /** One for each worker. */
    testClusters: TestCluster[];
  }
}

const PREFIX = "latchkey-test-";
const TEMPLATE = "latchkey_template";

/** Starts a cluster for each worker of a run of the database tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const started = await Promise.all(Array.from({ length: Number(project.config.maxWorkers) }, startOne));
  project.provide(
    "testClusters",
    started.map(({ cluster }) => cluster),
  );
  return async () => {
    await Promise.all(started.map(({ stop }) => stop()));
  };
}

/** Starts a cluster with an empty migrated database that each test file copies. */
async function startOne(): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(home, 0o711);
  // Only what does not change meaning: data of tests need not survive a power cut.
  const cluster = await openCluster(home, { fsync: "off", full_page_writes: "off", max_connections: "200" });
  const postgres = await startCluster(cluster);
  await createDatabase(cluster.ownerUrl, { name: TEMPLATE, connectRole: APPLICATION_ROLE });
  await migrate(connectionUrls(cluster.credentials, cluster.port, TEMPLATE));
  return {
    cluster: {
      ownerUrl: cluster.ownerUrl,
      applicationUrl: cluster.applicationUrl,
      template: TEMPLATE,
      folder: home,
    },
    stop: async () => {
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Ends and removes what a killed run left behind. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split("-")[0]) : Number.NaN;
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const home = join(tmpdir(), name);
    await settlePostmasterPid(dataDirectory(home)).catch(() => undefined);
    rmSync(home, { recursive: true, force: true });
  }
}
