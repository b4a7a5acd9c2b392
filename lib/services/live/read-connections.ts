import "server-only";
import { z } from "zod";
import { MISSED_HEARTBEATS } from "@/lib/services/connectors/schema";
import { verb } from "@/lib/services/verb";

/**
 * A text that is another one when other connectors are connected: how many they are, and all their ids folded into one number, so that
 * one that comes while another goes is noticed. One walk over the table of connectors, since the time of a heartbeat stands in no index.
 * In: the poller. Out: the text. Throws AppError `unavailable`.
 */
export const readConnections = verb({
  permission: "connector.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<string> => {
    const [row] = await tx.$queryRaw<{ state: string }[]>`
      SELECT count(*) || ' ' || COALESCE(bit_xor(uuid_hash(id)), 0) AS state FROM connectors
      WHERE last_seen_at >= now() - (SELECT heartbeat_interval_seconds FROM tenants LIMIT 1) * ${MISSED_HEARTBEATS}::int * interval '1 second'
        AND deleted_at IS NULL`;
    return row?.state ?? "";
  },
});
