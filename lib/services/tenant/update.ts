import "server-only";
import { AppError } from "@/lib/errors";
import { emitAudit } from "@/lib/services/audit";
import { settingsSchema } from "@/lib/services/tenant/schema";
import { verb } from "@/lib/services/verb";

/** The settings as another person saved them meanwhile. */
export type SettingsConflict = {
  changedBy: string;
  changedAt: string;
  current: Omit<SettingsRow, "id" | "updatedAt" | "updatedByName">;
};

type SettingsRow = {
  id: string;
  name: string;
  enrollmentHost: string | null;
  certificateLifetimeDays: number;
  viewOrExportDefault: boolean;
  maximumUpperBound: number | null;
  keyLifetimeUpperBoundDays: number | null;
  autoDeleteAfterDays: number | null;
  autoDeleteDisabled: boolean;
  version: number;
  updatedAt: Date;
  updatedByName: string | null;
};

/**
 * Changes the settings, for all processes from the next request on; the gateway names a new host in its certificate within
 * seconds. Keys that exist stay as they are. An edit that changes nothing writes nothing.
 * In: all settings and the version that was seen. Out: the new version, and whether anything changed. Throws `conflict` with
 * SettingsConflict, `invalid` with fields, and what `verb` throws.
 */
export const updateSettings = verb({
  permission: "settings.write",
  effect: "write",
  input: settingsSchema,
  run: async ({ input, actor, tx }): Promise<{ changed: boolean; version: number }> => {
    const { version, ...wanted } = input;
    const [row] = await tx.$queryRaw<SettingsRow[]>`
      SELECT id, name, enrollment_host AS "enrollmentHost", certificate_lifetime_days AS "certificateLifetimeDays",
             view_or_export_default AS "viewOrExportDefault", maximum_upper_bound AS "maximumUpperBound",
             key_lifetime_upper_bound_days AS "keyLifetimeUpperBoundDays",
             auto_delete_after_days AS "autoDeleteAfterDays", auto_delete_disabled AS "autoDeleteDisabled", version, updated_at AS "updatedAt",
             updated_by_name AS "updatedByName"
      FROM tenants FOR NO KEY UPDATE`;
    if (!row) throw new AppError("unavailable", "Latchkey is not set up yet. Try again in a moment.");
    const { id, updatedAt, updatedByName, ...current } = row;
    if (current.version !== version) {
      const changedBy = updatedByName ?? "Somebody";
      throw new AppError("conflict", `${changedBy} saved the settings meanwhile. Nothing of yours was saved.`, {
        details: { changedBy, changedAt: updatedAt.toISOString(), current } satisfies SettingsConflict,
      });
    }
    const names = (Object.keys(wanted) as (keyof typeof wanted)[]).filter((name) => wanted[name] !== current[name]);
    if (names.length === 0) return { changed: false, version };
    await tx.tenant.update({
      where: { id },
      data: {
        name: wanted.name,
        enrollmentHost: wanted.enrollmentHost,
        certificateLifetime: wanted.certificateLifetimeDays,
        viewOrExportDefault: wanted.viewOrExportDefault,
        maximumUpperBound: wanted.maximumUpperBound,
        keyLifetimeUpperBound: wanted.keyLifetimeUpperBoundDays,
        autoDeleteAfter: wanted.autoDeleteAfterDays,
        autoDeleteDisabled: wanted.autoDeleteDisabled,
        updatedByName: actor.kind === "anonymous" ? null : actor.name,
        version: { increment: 1 },
      },
      select: { id: true },
    });
    await emitAudit(tx, actor, {
      action: "settings.edited",
      target: { type: "tenant", id, name: wanted.name },
      before: Object.fromEntries(names.map((name) => [name, current[name]])),
      after: Object.fromEntries(names.map((name) => [name, wanted[name]])),
    });
    return { changed: true, version: version + 1 };
  },
});
