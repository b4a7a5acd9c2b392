import "server-only";
import { emitAudit } from "@/lib/services/audit";
import { assertUser } from "@/lib/services/own-user";
import { profileSchema } from "@/lib/services/users/schema";
import { verb } from "@/lib/services/verb";

/**
 * Changes the person's own name; what they did before keeps the name it was done under. In: the name. Out: whether it is
 * another one now. Throws what `verb` throws.
 */
export const updateProfile = verb({
  permission: "self.write",
  effect: "write",
  input: profileSchema,
  run: async ({ input: { name }, actor, tx }): Promise<{ changed: boolean }> => {
    const user = assertUser(actor);
    const [before] = await tx.$queryRaw<{ name: string }[]>`
      SELECT name FROM users WHERE id = ${user.id}::uuid FOR NO KEY UPDATE`;
    if (!before || before.name === name) return { changed: false };
    await tx.user.update({ where: { id: user.id }, data: { name, version: { increment: 1 } }, select: { id: true } });
    await emitAudit(tx, user, {
      action: "user.profile_edited",
      target: { type: "user", id: user.id, name },
      before: { name: before.name },
      after: { name },
    });
    return { changed: true };
  },
});
