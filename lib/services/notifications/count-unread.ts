import "server-only";
import { z } from "zod";
import { IS_READ_SINGLY, READ_UP_TO } from "@/lib/services/notifications/read-mark";
import { assertUser } from "@/lib/services/own-user";
import { verb } from "@/lib/services/verb";

/** More are told as "99+". */
export const MOST_COUNTED = 100;

/**
 * How many notifications a user has not read, 100 at most: one statement that reads as many rows of an index at most.
 * In: a signed-in user. Out: the number. Throws what `verb` throws.
 */
export const countUnread = verb({
  permission: "notification.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ actor, tx }): Promise<number> => {
    const { id } = assertUser(actor);
    const [row] = await tx.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM users u JOIN notifications n ON n.seq > ${READ_UP_TO}
        WHERE u.id = ${id}::uuid AND NOT ${IS_READ_SINGLY}
        LIMIT ${MOST_COUNTED}
      ) AS unread`;
    return row?.count ?? 0;
  },
});
