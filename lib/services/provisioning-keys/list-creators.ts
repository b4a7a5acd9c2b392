import "server-only";
import { z } from "zod";
import { verb } from "@/lib/services/verb";

const MOST = 200;

/**
 * The choices of the filter "Created by": whoever created a key that is there, by name, 200 at most. Each name is found by
 * one step in the index, however many keys it has. Throws what `verb` throws.
 */
export const listKeyCreators = verb({
  permission: "key.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<string[]> => {
    const found = await tx.$queryRaw<{ name: string }[]>`
      WITH RECURSIVE names AS (
        (SELECT created_by_name AS name FROM provisioning_keys WHERE deleted_at IS NULL ORDER BY created_by_name LIMIT 1)
        UNION ALL
        SELECT (SELECT k.created_by_name FROM provisioning_keys k
                WHERE k.deleted_at IS NULL AND k.created_by_name > names.name ORDER BY k.created_by_name LIMIT 1)
        FROM names WHERE names.name IS NOT NULL
      )
      SELECT name FROM names WHERE name IS NOT NULL LIMIT ${MOST}`;
    return found.map(({ name }) => name);
  },
});
