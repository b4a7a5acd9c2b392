import "server-only";
import type { KeyKind } from "@/lib/services/notifications/kinds/key-kind";
import { Prisma } from "@/prisma/generated/client";

/** A key that can be used, of whose maximum so many per cent or more are used, but not all. */
export const KEY_NEAR_LIMIT: KeyKind = {
  kind: "key_near_limit",
  holds: ({ nearLimitPercent }) =>
    nearLimitPercent === null
      ? null
      : Prisma.sql`k.deleted_at IS NULL AND k.standing = 'usable' AND k.utilization >= ${nearLimitPercent}::int
          AND k.expiry_order > now()`,
};
