import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { type AuditRow, listAuditEvents } from "@/lib/services/audit-log/list";
import { copyKey } from "@/lib/services/provisioning-keys/copy";
import { revealKey } from "@/lib/services/provisioning-keys/reveal";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let admin: UserActor;
let key: Awaited<ReturnType<typeof createKey>>;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "Ada");
  key = await createKey(prisma);
  for (let n = 0; n < 30; n += 1) await (n % 3 === 0 ? copyKey : revealKey)(admin, { id: key.id });
});

describe("listAuditEvents", () => {
  it("reads the newest first, page by page, and misses and repeats none", async () => {
    const seen: AuditRow[] = [];
    let before: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAuditEvents>> = await listAuditEvents(admin, { before, perPage: 25 });
      seen.push(...page.rows);
      before = page.next;
    } while (before !== null);
    expect(seen).toHaveLength(await prisma.auditEvent.count());
    const order = seen.map((row) => BigInt(row.seq));
    expect(order.every((seq, at) => at === 0 || seq < (order[at - 1] ?? 0n))).toBe(true);
  });

  it("narrows by action and by target", async () => {
    const copies = await listAuditEvents(admin, { action: "key.copied" });
    expect(copies.rows).toHaveLength(10);
    const ofKey = await listAuditEvents(admin, { targetType: "provisioning_key", targetId: key.id, perPage: 100 });
    expect(ofKey.rows).toHaveLength(30);
    expect(ofKey.rows[0]).toMatchObject({
      actorType: "USER",
      actorName: "Ada",
      ip: "192.0.2.10",
      targetName: key.name,
      before: null,
      after: JSON.stringify({ fingerprint: key.fingerprint }),
    });
    expect(JSON.stringify(ofKey)).not.toContain(key.keyString.slice(-60, -20));
  });

  it("refuses what is no position, action or target, and whoever is not signed in", async () => {
    for (const input of [{ before: "0" }, { before: "1; DROP" }, { action: "%" }, { targetId: "1" }, { foreign: 1 }]) {
      await expect(listAuditEvents(admin, input)).rejects.toMatchObject({ code: "invalid" });
    }
    const visitor = { kind: "anonymous", ip: null, userAgent: null, requestId: "test" } as const;
    await expect(listAuditEvents(visitor, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(listAuditEvents(await createActor(prisma, "VIEWER"), {})).resolves.toBeDefined();
  });
});
