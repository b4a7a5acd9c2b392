import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { lockUser } from "@/lib/services/users/lock-user";
import { seenUserSchema } from "@/lib/services/users/schema";
import { verb } from "@/lib/services/verb";

/**
 * Lets a disabled user sign in again, with the password and role they had. Sessions that were ended stay ended.
 * In: id, the version that was seen. Out: whether they were disabled. Throws `not_found`, `conflict`, `forbidden`, and what
 * `verb` throws.
 */
export const enableUser = verb({
  permission: "user.write",
  effect: "write",
  input: seenUserSchema,
  run: async ({ input: { id, version }, actor, tx }): Promise<{ changed: boolean }> => {
    const { user } = await lockUser(tx, actor, id, version);
    if (!user.disabled) return { changed: false };
    await tx.user.update({
      where: { id },
      data: { disabledAt: null, version: { increment: 1 } },
      select: { id: true },
    });
    await emitAudit(tx, actor, { action: "user.enabled", target: { type: "user", id, name: user.name } });
    return { changed: true };
  },
});
