import { totalmem } from "node:os";

const MB = 2 ** 20;
const LEAST_MB = 128;
/**
 * A million keys with all their indexes take about 2 GB. What lies beyond is read through the system's cache at little cost,
 * and the memory is wanted by the portal's own processes and by whatever else the machine does.
 */
const MOST_MB = 2_048;

/** Settings of PostgreSQL by name. */
export type MemorySettings = { shared_buffers: string; effective_cache_size: string };

/** Out: the bytes of memory this process may count on: the machine's, or less where its container is limited to less. */
export function readMemory(): number {
  // 0, or more than the machine has, where there is no limit.
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/**
 * In: bytes of memory. Out: a quarter of it for PostgreSQL's own cache, as its manual advises, within bounds; and the half
 * that its planner may take for cached, by PostgreSQL or the system.
 */
export function chooseMemory(bytes: number): MemorySettings {
  const buffers = Math.min(Math.max(Math.floor(bytes / 4 / MB), LEAST_MB), MOST_MB);
  const cached = Math.max(Math.floor(bytes / 2 / MB), buffers);
  return { shared_buffers: `${buffers}MB`, effective_cache_size: `${cached}MB` };
}

/** In: what a PostgreSQL said that did not start. Out: whether it was refused the memory it asked for. */
export function isMemoryRefused(output: string): boolean {
  return /could not (map anonymous shared memory|create shared memory segment)|not enough memory|cannot allocate memory/i.test(
    output,
  );
}
