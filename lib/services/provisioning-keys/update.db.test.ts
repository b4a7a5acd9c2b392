import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { getKey } from "@/lib/services/provisioning-keys/get";
import type { UpdateKeyForm } from "@/lib/services/provisioning-keys/schema";
import { updateKey } from "@/lib/services/provisioning-keys/update";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let ada: UserActor;
let bob: UserActor;

beforeAll(async () => {
  await seedTenant();
  ada = await createActor(prisma, "ADMIN", "Ada");
  bob = await createActor(prisma, "OWNER", "Bob");
});

type Made = Awaited<ReturnType<typeof createKey>>;

const form = (key: Made, change: Partial<UpdateKeyForm> = {}): UpdateKeyForm => ({
  id: key.id,
  version: 1,
  name: key.name,
  maximum: key.maximum,
  signingCertificateId: key.signingCertificateId,
  viewOrExport: key.viewOrExport,
  expiresAt: null,
  allowList: [],
  enabled: true,
  ...change,
});
const audit = (targetId: string) =>
  prisma.auditEvent.findMany({
    where: { targetId },
    orderBy: { seq: "asc" },
    select: { action: true, before: true, after: true, actorName: true },
  });
const ciphertexts = async (keyId: string) =>
  (await prisma.provisioningKeySecret.findMany({ where: { keyId } })).map((secret) => secret.ciphertext);

describe("updateKey", () => {
  it("changes what is editable and notes what it was, and nothing else", async () => {
    const key = await createKey(prisma);
    const inTwentyDays = new Date(Date.now() + 20 * 86_400_000).toISOString();
    const change = { name: `${key.name} new`, expiresAt: inTwentyDays, allowList: ["::1"], enabled: false };
    const { changed, key: row } = await updateKey(ada, form(key, change));
    expect(changed).toBe(true);
    expect(row).toMatchObject({ ...change, allowList: ["::1/128"], version: 2, updatedByName: "Ada", maximum: 10 });
    expect(await audit(key.id)).toEqual([
      {
        action: "key.edited",
        actorName: "Ada",
        before: { name: key.name, expiresAt: null, allowList: [], enabled: true },
        after: { ...change, allowList: ["::1/128"] },
      },
    ]);
    expect((await getKey(ada, { id: key.id })).name).toBe(change.name);
  });

  it("writes nothing when nothing changes", async () => {
    const key = await createKey(prisma);
    const { changed, key: row } = await updateKey(ada, form(key));
    expect(changed).toBe(false);
    expect(row).toMatchObject({ version: 1, updatedByName: null });
    expect(await audit(key.id)).toEqual([]);
  });

  it.each([
    ["raised", 10, 60, "active"],
    ["raised to Unlimited", 10, null, "active"],
  ])("a maximum that is %s reopens an exhausted key", async (_, from, to, status) => {
    const key = await createKey(prisma, { state: "exhausted", maximum: from });
    const { key: row } = await updateKey(ada, form(key, { maximum: to }));
    expect(row.status).toBe(status);
    expect(await audit(key.id)).toMatchObject([
      { action: "key.edited", before: { maximum: 10 }, after: { maximum: to } },
      { action: "key.maximum_raised", before: { maximum: 10, used: 10 }, after: { maximum: to } },
    ]);
  });

  it("lets a maximum go below the count: the key is exhausted then", async () => {
    const key = await createKey(prisma, { used: 7 });
    const { key: row } = await updateKey(ada, form(key, { maximum: 3 }));
    expect(row).toMatchObject({ status: "exhausted", maximum: 3, used: 7, remaining: 0 });
    expect((await audit(key.id)).map((event) => event.action)).toEqual(["key.edited"]);
  });

  it("tells the second of two editors who changed what, and saves nothing of theirs", async () => {
    const key = await createKey(prisma);
    await updateKey(ada, form(key, { maximum: 20 }));
    await expect(updateKey(bob, form(key, { enabled: false }))).rejects.toMatchObject({
      code: "conflict",
      message: "Ada changed this key while you were editing it. Nothing was saved.",
      details: {
        changedBy: "Ada",
        changedAt: expect.any(String),
        current: { ...current(key), maximum: 20, version: 2 },
      },
    });
    expect(await getKey(bob, { id: key.id })).toMatchObject({ maximum: 20, enabled: true, version: 2 });
  });

  const current = (key: Made) => {
    const { id: _, ...fields } = form(key);
    return fields;
  };

  it("lets exactly one of fifty edits of one version win", async () => {
    const key = await createKey(prisma);
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => updateKey(n % 2 === 0 ? ada : bob, form(key, { maximum: 100 + n }))),
    );
    const won = results.filter((result) => result.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
    }
    const row = await getKey(ada, { id: key.id });
    expect(row.version).toBe(2);
    expect(row.maximum).toBe(won[0]?.value.key.maximum);
    expect((await audit(key.id)).filter((event) => event.action === "key.edited")).toHaveLength(1);
  });

  it("erases the stored string when View or Export is turned off, for good", async () => {
    const key = await createKey(prisma);
    expect(await ciphertexts(key.id)).not.toContain(null);
    const { key: row } = await updateKey(ada, form(key, { viewOrExport: false }));
    expect(row).toMatchObject({ viewOrExport: false, mask: null, revealBlock: "hidden" });
    expect(await ciphertexts(key.id)).toEqual([null]);
    expect((await audit(key.id)).map((event) => event.action)).toEqual(["key.edited", "key.hidden"]);
    await expect(updateKey(ada, form(key, { version: 2, viewOrExport: true }))).rejects.toMatchObject({
      code: "invalid",
      fields: { viewOrExport: expect.stringContaining("turned off for good") },
    });
    await expect(
      prisma.provisioningKey.update({ where: { id: key.id }, data: { viewOrExport: true } }),
    ).rejects.toThrow();
  });

  it("refuses a taken name, a past expiry and an unusable certificate at their fields", async () => {
    const key = await createKey(prisma);
    const other = await createKey(prisma);
    await expect(updateKey(ada, form(key, { name: other.name.toUpperCase() }))).rejects.toMatchObject({
      code: "name_taken",
      fields: { name: "Another provisioning key has this name." },
    });
    const change = { expiresAt: new Date(0).toISOString(), signingCertificateId: crypto.randomUUID() };
    await expect(updateKey(ada, form(key, change))).rejects.toMatchObject({
      code: "invalid",
      fields: { expiresAt: "Choose a time in the future.", signingCertificateId: expect.any(String) },
    });
    expect(await audit(key.id)).toEqual([]);
  });

  it("judges only what changes: an expired key can be renamed", async () => {
    const key = await createKey(prisma, { state: "expired" });
    const { expiresAt } = await getKey(ada, { id: key.id });
    const { key: row } = await updateKey(ada, form(key, { expiresAt, name: `${key.name} new` }));
    expect(row).toMatchObject({ status: "expired", name: `${key.name} new` });
  });

  it("refuses a managed key to a hand-made call, whoever asks", async () => {
    const key = await createKey(prisma, { managed: { by: "deception", reason: "Used by Deception" } });
    await expect(updateKey(bob, form(key, { maximum: 99 }))).rejects.toMatchObject({ code: "key_managed" });
    expect((await getKey(bob, { id: key.id })).maximum).toBe(10);
    expect(await audit(key.id)).toEqual([]);
  });

  it("knows no deleted key, and no foreign field", async () => {
    const key = await createKey(prisma, { deletedAt: new Date() });
    await expect(updateKey(ada, form(key, { maximum: 5 }))).rejects.toMatchObject({ code: "not_found" });
    for (const foreign of [{ used: 0 }, { groupId: crypto.randomUUID() }, { managedBy: null }]) {
      await expect(updateKey(ada, { ...form(key), ...foreign })).rejects.toMatchObject({ code: "invalid" });
    }
  });

  it("is refused to a viewer", async () => {
    const key = await createKey(prisma);
    const viewer = await createActor(prisma, "VIEWER");
    await expect(updateKey(viewer, form(key, { maximum: 99 }))).rejects.toMatchObject({ code: "forbidden" });
    expect((await getKey(viewer, { id: key.id })).maximum).toBe(10);
  });
});
