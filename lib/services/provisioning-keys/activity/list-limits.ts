import "server-only";
import type { LimitChange } from "@/lib/services/provisioning-keys/activity/limit-line";
import { KEY_PERIODS, keyActivitySchema } from "@/lib/services/provisioning-keys/activity/schema";
import { verb } from "@/lib/services/verb";

/** More changes than a picture could show. */
const MOST = 200;

type Raw = Omit<LimitChange, "at"> & { at: Date };

/**
 * Changes of a key's maximum in a period, the oldest first, from the audit log; an edit that raises it writes `key.maximum_raised`
 * too, which tells nothing more. In: id, period. Out: the newest 200 changes. Throws what `verb` throws.
 */
export const listKeyLimits = verb({
  permission: "key.read",
  effect: "read",
  input: keyActivitySchema,
  run: async ({ input: { id, period }, tx }): Promise<LimitChange[]> => {
    const changes = await tx.$queryRaw<Raw[]>`
      SELECT at, actor_name AS by, (before ->> 'maximum')::int AS "from", (after ->> 'maximum')::int AS "to"
      FROM audit_events
      WHERE action = 'key.edited' AND target_type = 'provisioning_key' AND target_id = ${id}::uuid AND after ? 'maximum'
        AND at > now() - make_interval(hours => ${KEY_PERIODS[period]}::int)
      ORDER BY seq DESC LIMIT ${MOST}::int`;
    return changes.map(({ at, by, from, to }) => ({ at: at.toISOString(), by, from, to })).reverse();
  },
});
