import "server-only";
import { markAllReadSchema } from "@/lib/services/notifications/schema";
import { assertUser } from "@/lib/services/own-user";
import { verb } from "@/lib/services/verb";

/**
 * Marks all notifications up to one as read by the user; the mark never goes back. In: the newest one that was shown. Out: nothing.
 * Throws what `verb` throws. No audit row: what somebody has read changes nothing for anybody else.
 */
export const markAllRead = verb({
  permission: "self.write",
  effect: "write",
  input: markAllReadSchema,
  run: async ({ input: { upTo }, actor, tx }): Promise<void> => {
    const { id } = assertUser(actor);
    await tx.$executeRaw`
      UPDATE users SET notifications_read_up_to = greatest(notifications_read_up_to,
        least(${BigInt(upTo)}::bigint, (SELECT COALESCE(max(seq), 0) FROM notifications)))
      WHERE id = ${id}::uuid`;
    await tx.$executeRaw`
      DELETE FROM notification_reads r USING users u
      WHERE u.id = ${id}::uuid AND r.user_id = u.id AND r.seq <= u.notifications_read_up_to`;
  },
});
