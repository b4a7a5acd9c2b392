import "server-only";
import { AppError } from "@/lib/errors";
import { oneKeySchema } from "@/lib/services/provisioning-keys/schema";
import { verb } from "@/lib/services/verb";

/** What deleting a key touches. */
export type KeyImpact = {
  name: string;
  version: number;
  used: number;
  /** Connectors that enrolled with it and were not deleted. */
  enrolled: number;
  /** Those of them that may connect now: they would be revoked if that is chosen. */
  active: number;
  /** Those that wait for approval. */
  pending: number;
};

/** For the delete dialog. In: id. Out: KeyImpact. Throws `not_found`, and what `verb` throws. */
export const readKeyImpact = verb({
  permission: "key.read",
  effect: "read",
  input: oneKeySchema,
  run: async ({ input, tx }): Promise<KeyImpact> => {
    const [impact] = await tx.$queryRaw<KeyImpact[]>`
      SELECT k.name, k.version, k.used, count(x.id)::int AS enrolled,
        (count(x.id) FILTER (WHERE x.state = 'ACTIVE' AND x.enabled AND x.revoked_at IS NULL))::int AS active,
        (count(x.id) FILTER (WHERE x.state = 'PENDING' AND x.revoked_at IS NULL))::int AS pending
      FROM provisioning_keys k LEFT JOIN connectors x ON x.key_id = k.id AND x.deleted_at IS NULL
      WHERE k.id = ${input.id}::uuid AND k.deleted_at IS NULL
      GROUP BY k.id`;
    if (!impact) throw new AppError("not_found", "There is no such provisioning key, or it was deleted.");
    return impact;
  },
});
