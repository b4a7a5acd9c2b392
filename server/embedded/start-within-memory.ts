import { isMemoryRefused, type MemorySettings } from "@/server/embedded/choose-memory";
import { type Postgres, PostgresStartError, type RunOptions, runPostgres } from "@/server/embedded/run-postgres";

/**
 * Starts PostgreSQL with as much memory as chosen; where the system refuses it, with what `initdb` tried out on this machine
 * when it made the cluster (postgresql.conf). In: what to run, the memory; settings of the caller go before both. Throws
 * PostgresStartError.
 */
export async function startWithinMemory(options: RunOptions, memory: MemorySettings): Promise<Postgres> {
  try {
    return await runPostgres({ ...options, settings: { ...memory, ...options.settings } });
  } catch (error) {
    if (!(error instanceof PostgresStartError) || !isMemoryRefused(error.output)) throw error;
    console.error(`PostgreSQL was refused ${memory.shared_buffers} of memory; it is started with less.`);
    return await runPostgres(options);
  }
}
