import { beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { countUnread } from "@/lib/services/notifications/count-unread";
import { listNotifications } from "@/lib/services/notifications/list";
import { markAllRead } from "@/lib/services/notifications/mark-all-read";
import { markRead } from "@/lib/services/notifications/mark-read";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let viewer: UserActor;

beforeEach(async () => {
  await seedTenant();
  await prisma.notification.deleteMany();
  await prisma.notification.create({
    data: { kind: "key_at_limit", data: {}, createdAt: new Date(Date.now() - 60_000) },
  });
  viewer = await createActor(prisma, "VIEWER");
});

const ALL = { kind: null, unread: false, before: null } as const;
const add = async (kind = "key_expiring", target?: { id: string; name: string }) => {
  const names = target && { targetType: "provisioning_key", targetId: target.id, targetName: target.name };
  const { seq } = await prisma.notification.create({ data: { kind, data: { days: 3 }, ...names } });
  return seq.toString();
};
const unread = async () => (await listNotifications(viewer, { ...ALL, unread: true })).rows.map(({ seq }) => seq);

describe("what is read", () => {
  it("is each person's own; what happened before they came is not theirs to read", async () => {
    const [first, second, third] = [await add(), await add(), await add()];
    expect(await countUnread(viewer, {})).toBe(3);
    expect(await unread()).toEqual([third, second, first]);
    await markRead(viewer, { seq: second });
    await markRead(viewer, { seq: second });
    expect([await countUnread(viewer, {}), await unread()]).toEqual([2, [third, first]]);
    const other = await createActor(prisma, "OWNER");
    expect(await countUnread(other, {})).toBe(0);
    await add();
    expect(await countUnread(other, {})).toBe(1);
  });

  it("is all up to the newest that was shown, and never less again", async () => {
    const shown = [await add(), await add()].at(-1) ?? "";
    await markRead(viewer, { seq: shown });
    const later = await add();
    await markAllRead(viewer, { upTo: shown });
    expect([await countUnread(viewer, {}), await unread()]).toEqual([1, [later]]);
    expect(await prisma.notificationRead.count({ where: { userId: viewer.id } })).toBe(0);
    await markRead(viewer, { seq: shown });
    expect(await prisma.notificationRead.count({ where: { userId: viewer.id } })).toBe(0);
    await markAllRead(viewer, { upTo: "1" });
    expect(await unread()).toEqual([later]);
    await markAllRead(viewer, { upTo: "999999999" });
    const newest = await add();
    expect(await unread()).toEqual([newest]);
  });

  it("is refused to who is not signed in, and by numbers that are none", async () => {
    const visitor = { kind: "anonymous", ip: null, userAgent: null, requestId: "r" } as const;
    for (const call of [
      countUnread(visitor, {}),
      listNotifications(visitor, ALL),
      markAllRead(visitor, { upTo: "1" }),
    ]) {
      await expect(call).rejects.toMatchObject({ code: "unauthenticated" });
    }
    await expect(markRead(viewer, { seq: "1; DROP" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("counts to 100 at most", async () => {
    await prisma.notification.createMany({
      data: Array.from({ length: 120 }, () => ({ kind: "key_refused", data: {} })),
    });
    expect(await countUnread(viewer, {})).toBe(100);
  });
});

describe("the list", () => {
  it("tells what each is called now, and when it is gone; by kind and page by page", async () => {
    const key = await createKey(prisma, { name: "old name" });
    await add("key_refused", { id: key.id, name: "old name" });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { name: "new name", nameKey: "new name" } });
    const target = async () =>
      (await listNotifications(viewer, { ...ALL, kind: "key_refused" })).rows.map((row) => row.target);
    expect(await target()).toEqual([{ type: "provisioning_key", id: key.id, name: "new name", exists: true }]);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { deletedAt: new Date() } });
    expect(await target()).toMatchObject([{ name: "old name", exists: false }]);

    await prisma.notification.createMany({
      data: Array.from({ length: 60 }, () => ({ kind: "key_expiring", data: {} })),
    });
    const first = await listNotifications(viewer, ALL);
    const second = await listNotifications(viewer, { ...ALL, before: first.next });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 12, null]);
    expect(new Set([...first.rows, ...second.rows].map(({ seq }) => seq)).size).toBe(62);
    expect(second.newest).toBe(first.rows[0]?.seq);
  });
});
