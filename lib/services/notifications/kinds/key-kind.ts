import "server-only";
import type { NotificationKind, Thresholds } from "@/lib/services/notifications/schema";
import type { Prisma } from "@/prisma/generated/client";

/** Something that can be the case of a provisioning key `k`. */
export type KeyKind = {
  kind: NotificationKind;
  /** In: the thresholds. Out: whether it is the case now, as SQL about `k`; null where it is not told. */
  holds: (thresholds: Thresholds) => Prisma.Sql | null;
};
