import "server-only";
import { DELETED_KEY_COLUMNS } from "@/lib/services/deleted-keys/deleted-key-row";
import type { DeletedKeySortColumn } from "@/lib/services/deleted-keys/list/schema";
import { nameKey } from "@/lib/services/name/schema";
import { RESTORE_DAYS } from "@/lib/services/provisioning-keys/schema";
import type { ListSource } from "@/lib/services/table/select-list";
import { escapeLike } from "@/lib/services/table/where";
import { OPERATORS } from "@/lib/table/filters";
import { Prisma } from "@/prisma/generated/client";

const fold = (text: string) => text.toLowerCase();

/** How deleted keys are read for a list, a count and an export: those that can still be restored. */
export const DELETED_KEYS_SOURCE: ListSource<DeletedKeySortColumn> = {
  from: Prisma.sql`provisioning_keys k`,
  isLarge: true,
  always: Prisma.sql`k.deleted_at > now() - make_interval(days => ${RESTORE_DAYS}::int) AND k.purged_at IS NULL`,
  id: Prisma.sql`k.id`,
  select: DELETED_KEY_COLUMNS,
  filters: {
    name: { type: "text", operators: OPERATORS.text, column: Prisma.sql`k.name_key`, fold: nameKey },
    group: { type: "text", operators: OPERATORS.text, column: Prisma.sql`k.group_name_key`, fold: nameKey },
    deleted: {
      type: "date",
      operators: OPERATORS.date,
      column: Prisma.sql`k.deleted_at`,
      never: Prisma.sql`k.deleted_at IS NULL`,
    },
    deletedBy: { type: "text", operators: OPERATORS.text, column: Prisma.sql`lower(k.deleted_by_name)`, fold },
    used: { type: "number", operators: OPERATORS.number, column: Prisma.sql`k.used` },
  },
  orders: {
    name: { sql: Prisma.sql`k.name_key` },
    group: { sql: Prisma.sql`k.group_name_key` },
    used: { sql: Prisma.sql`k.used` },
    deleted: { sql: Prisma.sql`k.deleted_at` },
    deletedBy: { sql: Prisma.sql`k.deleted_by_name` },
  },
  search: (_pattern, q) => {
    const pattern = `%${escapeLike(nameKey(q))}%`;
    return Prisma.sql`(k.name_key LIKE ${pattern} OR k.group_name_key LIKE ${pattern} OR k.fingerprints LIKE ${pattern})`;
  },
};
