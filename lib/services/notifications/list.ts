import "server-only";
import { IS_READ_SINGLY, READ_UP_TO } from "@/lib/services/notifications/read-mark";
import {
  listNotificationsSchema,
  NOTIFICATIONS_PER_PAGE,
  type NotificationData,
  type NotificationKind,
  notificationDataSchema,
} from "@/lib/services/notifications/schema";
import { assertUser } from "@/lib/services/own-user";
import { verb } from "@/lib/services/verb";
import { Prisma } from "@/prisma/generated/client";

export type NotificationDto = {
  id: string;
  seq: string;
  kind: NotificationKind;
  /** null where things of several groups are told of at once. `exists` is whether it is still there, under `name`. */
  target: { type: string; id: string; name: string; exists: boolean } | null;
  count: number;
  data: NotificationData;
  at: string;
  read: boolean;
};

export type NotificationPage = {
  rows: NotificationDto[];
  /** Where the next page begins; null on the last. */
  next: string | null;
  /** The newest there is, for "Mark all as read"; null when there is none. */
  newest: string | null;
};

type Row = {
  id: string;
  seq: bigint;
  kind: NotificationKind;
  targetType: string | null;
  targetId: string | null;
  targetName: string | null;
  nameNow: string | null;
  count: number;
  data: unknown;
  at: Date;
  read: boolean;
};

/**
 * A page of the notifications, newest first, each with whether the user has read it and what its target is called now.
 * In: what to show. Out: the page. Throws what `verb` throws.
 */
export const listNotifications = verb({
  permission: "notification.read",
  effect: "read",
  input: listNotificationsSchema,
  run: async ({ input: { kind, unread, before }, actor, tx }): Promise<NotificationPage> => {
    const { id } = assertUser(actor);
    const rows = await tx.$queryRaw<(Row & { newest: bigint })[]>`
      SELECT page.*, (SELECT max(seq) FROM notifications) AS newest, CASE page."targetType"
          WHEN 'provisioning_key' THEN (SELECT t.name FROM provisioning_keys t WHERE t.id = page."targetId" AND t.deleted_at IS NULL)
          WHEN 'connector' THEN (SELECT t.name FROM connectors t WHERE t.id = page."targetId" AND t.deleted_at IS NULL)
          WHEN 'connector_group' THEN (SELECT t.name FROM connector_groups t WHERE t.id = page."targetId")
          WHEN 'signing_certificate' THEN (SELECT t.name FROM signing_certificates t WHERE t.id = page."targetId")
        END AS "nameNow"
      FROM (
        SELECT n.id::text, n.seq, n.kind, n.target_type AS "targetType", n.target_id AS "targetId", n.target_name AS "targetName",
          n.count, n.data, n.created_at AS at, n.seq <= ${READ_UP_TO} OR ${IS_READ_SINGLY} AS read
        FROM users u, notifications n
        WHERE u.id = ${id}::uuid AND ${kind === null ? Prisma.sql`true` : Prisma.sql`n.kind = ${kind}`}
          AND ${before === null ? Prisma.sql`true` : Prisma.sql`n.seq < ${BigInt(before)}::bigint`}
          AND ${unread ? Prisma.sql`n.seq > ${READ_UP_TO} AND NOT ${IS_READ_SINGLY}` : Prisma.sql`true`}
        ORDER BY n.seq DESC LIMIT ${NOTIFICATIONS_PER_PAGE + 1}
      ) AS page ORDER BY page.seq DESC`;
    const shown = rows.slice(0, NOTIFICATIONS_PER_PAGE);
    return {
      rows: shown.map(toNotificationDto),
      next: rows.length > shown.length ? (shown.at(-1)?.seq.toString() ?? null) : null,
      newest: rows[0]?.newest.toString() ?? null,
    };
  },
});

function toNotificationDto(row: Row): NotificationDto {
  return {
    id: row.id,
    seq: row.seq.toString(),
    kind: row.kind,
    target:
      row.targetType !== null && row.targetId !== null
        ? {
            type: row.targetType,
            id: row.targetId,
            name: row.nameNow ?? row.targetName ?? "",
            exists: row.nameNow !== null,
          }
        : null,
    count: row.count,
    data: notificationDataSchema.parse(row.data),
    at: row.at.toISOString(),
    read: row.read,
  };
}
