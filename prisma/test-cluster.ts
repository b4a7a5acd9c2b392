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

declare module "vitest" {
  export interface ProvidedContext {
    /** `folder` is removed with the cluster: whatever a killed test file left there goes too. */
    testCluster: { ownerUrl: string; applicationUrl: string; template: string; folder: string };
  }
}

const PREFIX = "latchkey-test-";
const TEMPLATE = "latchkey_template";

/** Starts one cluster for a run of the database tests, with an empty migrated database that each test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const home = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(home, 0o711);
  // Only what does not change meaning: data of tests need not survive a power cut.
  const cluster = await openCluster(home, { fsync: "off", full_page_writes: "off", max_connections: "200" });
  const postgres = await startCluster(cluster);
  await createDatabase(cluster.ownerUrl, { name: TEMPLATE, connectRole: APPLICATION_ROLE });
  await migrate(connectionUrls(cluster.credentials, cluster.port, TEMPLATE));
  project.provide("testCluster", {
    ownerUrl: cluster.ownerUrl,
    applicationUrl: cluster.applicationUrl,
    template: TEMPLATE,
    folder: home,
  });
  return async () => {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
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
