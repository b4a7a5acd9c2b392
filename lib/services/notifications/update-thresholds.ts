import "server-only";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import type { ThresholdsDto } from "@/lib/services/notifications/get-thresholds";
import { type Thresholds, updateThresholdsSchema } from "@/lib/services/notifications/schema";
import { getTenant } from "@/lib/services/tenant/get";
import { verb } from "@/lib/services/verb";

/** The thresholds as another person saved them meanwhile. */
export type ThresholdsConflict = { changedBy: string; current: ThresholdsDto };

/**
 * Changes from when on notifications are made; the next look, within half a minute, goes by it. In: all thresholds and the version that
 * was seen. Out: the new version, and whether anything changed. Throws `conflict` with ThresholdsConflict, `invalid` with fields, and what
 * `verb` throws.
 */
export const updateThresholds = verb({
  permission: "settings.write",
  effect: "write",
  input: updateThresholdsSchema,
  run: async ({ input: { version, ...wanted }, actor, tx }): Promise<{ changed: boolean; version: number }> => {
    await tx.$executeRaw`SELECT 1 FROM notification_settings FOR NO KEY UPDATE`;
    const { singleton, updatedAt: _at, updatedByName, ...current } = await tx.notificationSettings.findFirstOrThrow();
    if (current.version !== version) {
      const changedBy = updatedByName ?? "Somebody";
      throw new AppError("conflict", `${changedBy} saved these meanwhile. Nothing of yours was saved.`, {
        details: { changedBy, current } satisfies ThresholdsConflict,
      });
    }
    const names = (Object.keys(wanted) as (keyof Thresholds)[]).filter((name) => wanted[name] !== current[name]);
    if (names.length === 0) return { changed: false, version };
    await tx.notificationSettings.update({
      where: { singleton },
      data: { ...wanted, version: { increment: 1 }, updatedByName: actor.kind === "anonymous" ? null : actor.name },
      select: { version: true },
    });
    const tenant = await getTenant(tx);
    await emitAudit(tx, actor, {
      action: "settings.edited",
      target: { type: "tenant", id: tenant.id, name: tenant.name },
      before: Object.fromEntries(names.map((name) => [name, current[name]])),
      after: Object.fromEntries(names.map((name) => [name, wanted[name]])),
    });
    return { changed: true, version: version + 1 };
  },
});
