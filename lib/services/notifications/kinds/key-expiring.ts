import "server-only";
import type { KeyKind } from "@/lib/services/notifications/kinds/key-kind";
import { Prisma } from "@/prisma/generated/client";

/** A key that can be used and will have expired in so many days. */
export const KEY_EXPIRING: KeyKind = {
  kind: "key_expiring",
  holds: ({ expiringDays }) =>
    expiringDays === null
      ? null
      : Prisma.sql`k.deleted_at IS NULL AND k.standing = 'usable' AND k.expiry_order > now()
          AND k.expiry_order <= now() + make_interval(days => ${expiringDays}::int)`,
};
