import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { getThresholds } from "@/lib/services/notifications/get-thresholds";
import { updateThresholds } from "@/lib/services/notifications/update-thresholds";
import { createActor } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let owner: UserActor;
beforeAll(async () => {
  await seedTenant();
  owner = await createActor(prisma, "OWNER", "Olga");
});

describe("thresholds", () => {
  it("have defaults, are read by everybody and changed by owners, with an audit row of what changed", async () => {
    const viewer = await createActor(prisma, "VIEWER");
    const { version, ...fields } = await getThresholds(viewer, {});
    expect(fields).toEqual({
      nearLimitPercent: 80,
      atLimit: true,
      expiringDays: 14,
      refusedAttempts: 100,
      certificateDays: 30,
      disconnectedMinutes: 5,
    });
    for (const role of ["ADMIN", "VIEWER"] as const) {
      const actor = await createActor(prisma, role);
      await expect(updateThresholds(actor, { ...fields, version })).rejects.toMatchObject({ code: "forbidden" });
    }
    const wanted = { ...fields, nearLimitPercent: 70, expiringDays: null, version };
    expect(await updateThresholds(owner, wanted)).toEqual({ changed: true, version: version + 1 });
    expect(await updateThresholds(owner, { ...wanted, version: version + 1 })).toMatchObject({ changed: false });
    const rows = await prisma.auditEvent.findMany({ where: { action: "settings.edited" } });
    expect(rows.map(({ before, after }) => [before, after])).toEqual([
      [
        { nearLimitPercent: 80, expiringDays: 14 },
        { nearLimitPercent: 70, expiringDays: null },
      ],
    ]);
  });

  it("tell the second of two who save at once what stands saved, and save nothing of theirs", async () => {
    const { version, ...fields } = await getThresholds(owner, {});
    await updateThresholds(owner, { ...fields, refusedAttempts: 7, version });
    const other = await createActor(prisma, "OWNER");
    await expect(updateThresholds(other, { ...fields, refusedAttempts: 9, version })).rejects.toMatchObject({
      code: "conflict",
      details: { changedBy: "Olga", current: { refusedAttempts: 7, version: version + 1 } },
    });
    expect(await getThresholds(owner, {})).toMatchObject({ refusedAttempts: 7 });
  });

  it.each([
    ["nearLimitPercent", 100, "Enter a whole per cent from 1 to 99."],
    ["nearLimitPercent", 0, "Enter a whole per cent from 1 to 99."],
    ["expiringDays", 1.5, "Enter a whole number of days from 1 to 365."],
    ["refusedAttempts", Number.NaN, "Enter a whole number from 1 to 1,000,000."],
    ["disconnectedMinutes", 10_081, "Enter a whole number of minutes from 1 to 10,080."],
  ] as const)("refuse %s of %d", async (field, value, message) => {
    const thresholds = await getThresholds(owner, {});
    await expect(updateThresholds(owner, { ...thresholds, [field]: value })).rejects.toMatchObject({
      code: "invalid",
      fields: { [field]: message },
    });
  });
});
