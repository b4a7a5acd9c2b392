import { chmodSync, mkdirSync } from "node:fs";
import { findBinaries } from "@/server/embedded/binaries";
import { chooseMemory, readMemory } from "@/server/embedded/choose-memory";
import { type Credentials, connectionUrls, loadCredentials } from "@/server/embedded/credentials";
import { ensureDatabase } from "@/server/embedded/ensure-database";
import { findFreePort } from "@/server/embedded/free-port";
import { assertClusterOwned, clusterExists, dataDirectory, initCluster } from "@/server/embedded/init-cluster";
import { assertReachable, chooseOsAccount } from "@/server/embedded/os-account";
import { settlePostmasterPid } from "@/server/embedded/postmaster-pid";
import { type Postgres, PostgresStartError } from "@/server/embedded/run-postgres";
import { startWithinMemory } from "@/server/embedded/start-within-memory";
import { StartupError } from "@/server/startup-error";
import { waitUntil } from "@/server/wait-until";

/** A cluster that is ready to be started. Its port stays the same as long as this process lives. */
export type Cluster = {
  dataDir: string;
  port: number;
  credentials: Credentials;
  ownerUrl: string;
  applicationUrl: string;
  /** Starts PostgreSQL, retrying while what a killed one left behind goes away. Throws StartupError. */
  start: () => Promise<Postgres>;
};

// After kill -9 of the server its processes hold the shared memory for about two seconds.
const START_DEADLINE_MS = 20_000;
const TRANSIENT = /pre-existing shared memory block|lock file "postmaster.pid" already exists|could not bind/;

/**
 * Prepares the embedded cluster of a LATCHKEY_HOME that no other Latchkey uses: account, programs, data directory, passwords, port.
 * In: the directory, and settings that differ (tests). Throws StartupError.
 */
export async function openCluster(home: string, settings?: Record<string, string>): Promise<Cluster> {
  const account = chooseOsAccount();
  const binaries = findBinaries();
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (account) {
    // Only to pass through: the files in it keep their own modes.
    chmodSync(home, 0o711);
    assertReachable(account, { program: binaries.postgres, folder: home });
  }
  const dataDir = dataDirectory(home);
  const credentials = loadCredentials(home, clusterExists(home));
  await initCluster(home, binaries, credentials, account);
  assertClusterOwned(home, account);
  await settlePostmasterPid(dataDir);
  const port = await findFreePort();
  const urls = connectionUrls(credentials, port);
  const memory = chooseMemory(readMemory());
  const start = async () => {
    let failure: PostgresStartError | undefined;
    return await waitUntil(
      async () => {
        try {
          return await startWithinMemory(
            { binaries, dataDir, port, ownerUrl: urls.ownerUrl, account, settings },
            memory,
          );
        } catch (error) {
          if (!(error instanceof PostgresStartError)) throw error;
          failure = error;
          if (!TRANSIENT.test(error.output)) throw new StartupError(`${error.message}. More is in ${dataDir}/log.`);
          return undefined;
        }
      },
      {
        deadlineMs: START_DEADLINE_MS,
        otherwise: () => new StartupError(failure?.message ?? "PostgreSQL did not start"),
      },
    );
  };
  return { dataDir, port, credentials, ...urls, start };
}

/** Starts a prepared cluster and makes its roles and database. Throws StartupError or what the driver throws. */
export async function startCluster(cluster: Cluster): Promise<Postgres> {
  const postgres = await cluster.start();
  try {
    await ensureDatabase(cluster.credentials, cluster.port);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return postgres;
}
