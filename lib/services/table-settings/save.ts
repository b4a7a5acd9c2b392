import "server-only";
import { assertUser } from "@/lib/services/own-user";
import { saveTableSettingsSchema } from "@/lib/services/table-settings/schema";
import { verb } from "@/lib/services/verb";

/**
 * Keeps how the asking user wants a table. In: which, settings (null resets it). Out: nothing. Throws what `verb` throws.
 * No audit row: it is a setting of one user that nobody else sees.
 */
export const saveTableSettings = verb({
  permission: "self.write",
  effect: "write",
  input: saveTableSettingsSchema,
  run: async ({ input: { resource, settings }, actor, tx }): Promise<void> => {
    const { id: userId } = assertUser(actor);
    if (settings === null) {
      await tx.tableSetting.deleteMany({ where: { userId, resource } });
      return;
    }
    await tx.tableSetting.upsert({
      where: { userId_resource: { userId, resource } },
      create: { userId, resource, settings },
      update: { settings },
      select: { userId: true },
    });
  },
});
