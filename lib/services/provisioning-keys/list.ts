import "server-only";
import {
  KEY_COLUMNS,
  KEY_JOINS,
  type KeyRow,
  type RawKey,
  toKeyRowDto,
} from "@/lib/services/provisioning-keys/key-row";
import { COUNT_LIMIT, type KeySort, listKeysSchema } from "@/lib/services/provisioning-keys/schema";
import { searchCondition } from "@/lib/services/provisioning-keys/search";
import { verb } from "@/lib/services/verb";
import { Prisma } from "@/prisma/generated/client";

/** A page of keys. `total` is exact up to 10,000; beyond, `about` is true and `total` is 10,000. */
export type KeyPage = {
  rows: KeyRow[];
  total: number;
  about: boolean;
  /** The page that is shown: the last one when the asked one lies beyond it. */
  page: number;
  pageCount: number;
  perPage: number;
};

// Unlimited is more than any number; Never is before any time. The id makes every order total.
const ORDER: Record<KeySort, Prisma.Sql> = {
  name: Prisma.sql`k.name_key, k.id`,
  "-name": Prisma.sql`k.name_key DESC, k.id DESC`,
  maximum: Prisma.sql`k.maximum NULLS LAST, k.id`,
  "-maximum": Prisma.sql`k.maximum DESC NULLS FIRST, k.id DESC`,
  used: Prisma.sql`k.used, k.id`,
  "-used": Prisma.sql`k.used DESC, k.id DESC`,
  group: Prisma.sql`k.group_name_key, k.id`,
  "-group": Prisma.sql`k.group_name_key DESC, k.id DESC`,
  lastUsed: Prisma.sql`k.last_used_at NULLS FIRST, k.id`,
  "-lastUsed": Prisma.sql`k.last_used_at DESC NULLS LAST, k.id DESC`,
  created: Prisma.sql`k.created_at, k.id`,
  "-created": Prisma.sql`k.created_at DESC, k.id DESC`,
};

/**
 * One page of the Provisioning Keys table, in two statements whatever its size.
 * In: search text, order, page, rows per page. Out: KeyPage. Throws what `verb` throws.
 */
export const listKeys = verb({
  permission: "key.read",
  effect: "read",
  input: listKeysSchema,
  run: async ({ input, actor, tx }): Promise<KeyPage> => {
    const { sort, perPage } = input;
    const matching = searchCondition(input.q);
    const [counted] = await tx.$queryRaw<{ found: number }[]>`
      SELECT count(*)::int AS found
      FROM (SELECT 1 FROM provisioning_keys k WHERE ${matching} LIMIT ${COUNT_LIMIT + 1}) AS capped`;
    const found = counted?.found ?? 0;
    const total = Math.min(found, COUNT_LIMIT);
    const pageCount = Math.max(1, Math.ceil(total / perPage));
    const page = Math.min(input.page, pageCount);
    // The page is cut before the joins, so that they run for its rows only.
    const rows = await tx.$queryRaw<RawKey[]>`
      SELECT ${KEY_COLUMNS}
      FROM (
        SELECT * FROM provisioning_keys k WHERE ${matching}
        ORDER BY ${ORDER[sort]} LIMIT ${perPage} OFFSET ${(page - 1) * perPage}
      ) AS k ${KEY_JOINS}
      ORDER BY ${ORDER[sort]}`;
    return {
      rows: rows.map((row) => toKeyRowDto(row, actor)),
      total,
      about: found > COUNT_LIMIT,
      page,
      pageCount,
      perPage,
    };
  },
});
