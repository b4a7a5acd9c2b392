import "server-only";
import { Prisma } from "@/prisma/generated/client";

/**
 * Up to which number everything is read by a user `u`: their mark, or what there was before they came. One row of an index each: numbers
 * rise with time.
 */
export const READ_UP_TO = Prisma.sql`greatest(u.notifications_read_up_to, COALESCE((
  SELECT o.seq FROM notifications o WHERE o.created_at < u.created_at ORDER BY o.created_at DESC, o.seq DESC LIMIT 1), 0))`;

/** Whether a user `u` has read a notification `n` above that by itself. */
export const IS_READ_SINGLY = Prisma.sql`EXISTS (
  SELECT 1 FROM notification_reads r WHERE r.user_id = u.id AND r.seq = n.seq)`;
