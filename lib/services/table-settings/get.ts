import "server-only";
import { assertUser } from "@/lib/services/own-user";
import { getTableSettingsSchema, type TableSettings, tableSettingsSchema } from "@/lib/services/table-settings/schema";
import { verb } from "@/lib/services/verb";

/** How the asking user wants a table. In: which. Out: the settings, or null for the table's own. Throws what `verb` throws. */
export const getTableSettings = verb({
  permission: "self.write",
  effect: "read",
  input: getTableSettingsSchema,
  run: async ({ input: { resource }, actor, tx }): Promise<TableSettings | null> => {
    const user = assertUser(actor);
    const row = await tx.tableSetting.findUnique({
      where: { userId_resource: { userId: user.id, resource } },
      select: { settings: true },
    });
    // Settings of an older form are no reason for a page to fail.
    return tableSettingsSchema
      .nullable()
      .catch(null)
      .parse(row?.settings ?? null);
  },
});
