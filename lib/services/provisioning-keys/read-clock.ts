import "server-only";
import type { Tx } from "@/lib/db";

/** The database's clock, by which every instance judges expiry; in a transaction the time it began. */
export async function readClock(tx: Tx): Promise<Date> {
  const [clock] = await tx.$queryRaw<[{ now: Date }]>`SELECT now() AS now`;
  return clock.now;
}
