import "server-only";
import { z } from "zod";
import { verb } from "@/lib/services/verb";

/** In: the poller. Out: the newest sequence number of the audit log, 0 when it is empty. Throws AppError `unavailable`. */
export const readLatest = verb({
  permission: "audit.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<number> => {
    const [row] = await tx.$queryRaw<{ latest: bigint | null }[]>`SELECT max(seq) AS latest FROM audit_events`;
    return Number(row?.latest ?? 0);
  },
});
