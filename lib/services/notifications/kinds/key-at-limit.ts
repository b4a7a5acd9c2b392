import "server-only";
import type { KeyKind } from "@/lib/services/notifications/kinds/key-kind";
import { Prisma } from "@/prisma/generated/client";

/** A key with no use left that could be used otherwise. */
export const KEY_AT_LIMIT: KeyKind = {
  kind: "key_at_limit",
  holds: ({ atLimit }) =>
    atLimit ? Prisma.sql`k.deleted_at IS NULL AND k.standing = 'exhausted' AND k.expiry_order > now()` : null,
};
