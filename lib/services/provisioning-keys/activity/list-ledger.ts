import "server-only";
import { oneKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

const NEWEST = 10;

/** Somebody who got to see a key string: asked for it, or was shown it when it was made. */
export type LedgerEntry = {
  seq: string;
  action: "key.created" | "key.rotated" | "key.revealed" | "key.copied" | "key.downloaded";
  at: string;
  actorName: string;
  /** Whether it was a person, and not a command on the server. */
  isUser: boolean;
  ip: string | null;
  /** Of a download. */
  format: string | null;
};

/** `people` counts accounts, however often each saw it. */
export type KeyLedger = { entries: LedgerEntry[]; total: number; people: number };

type Raw = Omit<LedgerEntry, "at"> & { at: Date; total: number; people: number };

/**
 * Who got to see the strings of a key, the newest ten first, from the audit log, in one statement. In: id. Out: entries and how many
 * there are in all; none for a key that is unknown. Throws what `verb` throws.
 */
export const listKeyLedger = verb({
  permission: "audit.read",
  effect: "read",
  input: oneKeySchema,
  run: async ({ input, tx }): Promise<KeyLedger> => {
    const rows = await tx.$queryRaw<Raw[]>`
      WITH seen AS MATERIALIZED (
        SELECT seq, action, at, actor_type, actor_id, actor_name, ip, after ->> 'format' AS format
        FROM audit_events
        WHERE action IN ('key.created', 'key.rotated', 'key.revealed', 'key.copied', 'key.downloaded')
          AND target_type = 'provisioning_key' AND target_id = ${input.id}::uuid
      )
      SELECT seq::text, action, at, actor_name AS "actorName", actor_type = 'USER' AS "isUser", ip, format,
        (SELECT count(*)::int FROM seen) AS total, (SELECT count(DISTINCT actor_id)::int FROM seen WHERE actor_type = 'USER') AS people
      FROM seen ORDER BY seen.seq DESC LIMIT ${NEWEST}::int`;
    return {
      entries: rows.map(({ seq, action, at, actorName, isUser, ip, format }) => {
        return { seq, action, at: at.toISOString(), actorName, isUser, ip, format };
      }),
      total: rows[0]?.total ?? 0,
      people: rows[0]?.people ?? 0,
    };
  },
});
