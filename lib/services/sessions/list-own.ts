import "server-only";
import { z } from "zod";
import { assertUser } from "@/lib/services/own-user";
import { IN_FORCE } from "@/lib/services/sessions/in-force";
import { verb } from "@/lib/services/verb";

export type OwnSession = {
  id: string;
  /** Whether this request came with it. */
  current: boolean;
  ip: string | null;
  userAgent: string | null;
  /** ISO 8601. */
  signedInAt: string;
  lastSeenAt: string;
};

type Row = { id: string; ip: string | null; userAgent: string | null; createdAt: Date; lastSeenAt: Date };

/** Most recently used first after the current one; somebody with more has forgotten to sign out. */
const MOST = 100;

/**
 * Where the person is signed in now. In: the signed-in user, nothing else. Out: their sessions in force, the one of this
 * request first. Throws what `verb` throws.
 */
export const listOwnSessions = verb({
  permission: "self.write",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ actor, tx }): Promise<OwnSession[]> => {
    const { id: userId, sessionId } = assertUser(actor);
    const rows = await tx.$queryRaw<Row[]>`
      SELECT id, ip, user_agent AS "userAgent", created_at AS "createdAt", last_seen_at AS "lastSeenAt"
      FROM sessions WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND ${IN_FORCE}
      ORDER BY id = ${sessionId}::uuid DESC, last_seen_at DESC, id LIMIT ${MOST}`;
    return rows.map(({ id, ip, userAgent, createdAt, lastSeenAt }) => ({
      id,
      current: id === sessionId,
      ip,
      userAgent,
      signedInAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    }));
  },
});
