import type { Env } from "@/lib/env";
import type { DatabaseUrls } from "@/server/child-env";
import { keepPostgres } from "@/server/embedded/keep-postgres";
import { openCluster, startCluster } from "@/server/embedded/open-cluster";

export type RunningDatabase = {
  urls: DatabaseUrls;
  /** Port of the embedded PostgreSQL; undefined for a server of somebody else. */
  port?: number;
  /** Resolves when it is gone for good. Never for a server of somebody else: the listeners wait for that one to come back. */
  gaveUp: Promise<Error>;
  close: () => Promise<void>;
};

/** Starts the embedded PostgreSQL, or takes the server of DATABASE_URL. In: settings. Throws StartupError. */
export async function openDatabase(env: Env): Promise<RunningDatabase> {
  if (env.DATABASE_URL !== undefined) {
    return {
      urls: { ownerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL, applicationUrl: env.DATABASE_URL },
      gaveUp: new Promise(() => undefined),
      close: async () => undefined,
    };
  }
  const cluster = await openCluster(env.LATCHKEY_HOME);
  const kept = keepPostgres(cluster, await startCluster(cluster));
  const { ownerUrl, applicationUrl, port } = cluster;
  return { urls: { ownerUrl, applicationUrl }, port, gaveUp: kept.gaveUp, close: kept.stop };
}
