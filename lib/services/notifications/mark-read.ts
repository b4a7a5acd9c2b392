import "server-only";
import { markReadSchema } from "@/lib/services/notifications/schema";
import { assertUser } from "@/lib/services/own-user";
import { verb } from "@/lib/services/verb";

/**
 * Marks one notification as read by the user. In: its number. Out: nothing; one that is gone or was read is no error. Throws what
 * `verb` throws. No audit row: what somebody has read changes nothing for anybody else.
 */
export const markRead = verb({
  permission: "self.write",
  effect: "write",
  input: markReadSchema,
  run: async ({ input: { seq }, actor, tx }): Promise<void> => {
    const { id } = assertUser(actor);
    await tx.$executeRaw`
      INSERT INTO notification_reads (user_id, seq)
      SELECT u.id, n.seq FROM users u JOIN notifications n ON n.seq > u.notifications_read_up_to
      WHERE u.id = ${id}::uuid AND n.seq = ${BigInt(seq)}::bigint
      ON CONFLICT DO NOTHING`;
  },
});
