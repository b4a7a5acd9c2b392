import type { Cluster } from "@/server/embedded/open-cluster";
import type { Postgres } from "@/server/embedded/run-postgres";

const TRIES = 6;
const FIRST_PAUSE_MS = 500;

export type KeptPostgres = {
  /** Resolves when PostgreSQL is down and could not be started again. */
  gaveUp: Promise<Error>;
  /** Stops it for good. */
  stop: () => Promise<void>;
};

/** Starts PostgreSQL again, on the same port, whenever it ends by itself. In: the cluster, and the server that runs now. */
export function keepPostgres(cluster: Cluster, first: Postgres): KeptPostgres {
  let current = first;
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();
  let giveUp: (error: Error) => void = () => {};
  const gaveUp = new Promise<Error>((resolve) => {
    giveUp = resolve;
  });

  const restart = async () => {
    if (stopping) return;
    console.error("PostgreSQL ended by itself; it is started again.");
    const ended = performance.now();
    let failure = new Error("PostgreSQL did not start");
    for (let tries = 0; tries < TRIES && !stopping; tries += 1) {
      try {
        current = await cluster.start();
        console.error(`PostgreSQL is up again after ${((performance.now() - ended) / 1000).toFixed(1)} s.`);
        watch();
        return;
      } catch (error) {
        failure = error as Error;
        await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** tries));
      }
    }
    if (!stopping) giveUp(failure);
  };
  const watch = () => {
    void current.ended.then(() => {
      restarting = restart();
      return restarting;
    });
  };
  watch();
  return {
    gaveUp,
    stop: async () => {
      stopping = true;
      await restarting;
      await current.stop();
    },
  };
}
