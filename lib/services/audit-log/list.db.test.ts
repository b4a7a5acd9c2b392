import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { exportAuditEvents } from "@/lib/services/audit-log/export-events";
import { countAuditEvents, listAuditEvents } from "@/lib/services/audit-log/list";
import { AUDIT_LIST } from "@/lib/services/audit-log/list/schema";
import { copyKey } from "@/lib/services/provisioning-keys/copy";
import { revealKey } from "@/lib/services/provisioning-keys/reveal";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let admin: UserActor;
let key: Awaited<ReturnType<typeof createKey>>;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "=Ada");
  key = await createKey(prisma, { name: "Oregon 1" });
  for (let n = 0; n < 30; n += 1) await (n % 3 === 0 ? copyKey : revealKey)(admin, { id: key.id });
  // At one instant: only the number tells them apart.
  await prisma.auditEvent.createMany({
    data: Array.from({ length: 12 }, (_, n) => ({
      actorType: "ANONYMOUS" as const,
      actorName: "Anonymous",
      action: "user.sign_in_failed",
      ip: `198.51.100.${n}`,
      requestId: `request-${n}`,
      at: new Date("2020-02-02T00:00:00Z"),
    })),
  });
});

const ask = (...filter: string[]) => listAuditEvents(admin, AUDIT_LIST.parse({ filter, perPage: "100" }).input);

describe("listAuditEvents", () => {
  it.each(["-at", "at"] as const)("reads all by %s, forwards and backwards, each once", async (sort) => {
    const numbers: string[] = [];
    let page = await listAuditEvents(admin, { sort, perPage: 10 });
    const first = page.rows;
    for (;;) {
      numbers.push(...page.rows.map(({ seq }) => seq));
      if (page.cursor.next === null) break;
      page = await listAuditEvents(admin, { sort, perPage: 10, cursor: page.cursor.next });
    }
    const stored = await prisma.auditEvent.findMany({ orderBy: [{ at: "desc" }, { seq: "desc" }] });
    const expected = stored.map(({ seq }) => String(seq));
    expect(numbers).toEqual(sort === "-at" ? expected : expected.reverse());
    const back: string[] = [];
    page = await listAuditEvents(admin, { sort, perPage: 10, cursor: "last" });
    for (;;) {
      back.unshift(...page.rows.map(({ seq }) => seq));
      if (page.cursor.previous === null) break;
      page = await listAuditEvents(admin, { sort, perPage: 10, cursor: page.cursor.previous });
    }
    expect(back).toEqual(numbers);
    expect(page.rows.map(({ seq }) => seq)).toEqual(first.slice(0, page.rows.length).map(({ seq }) => seq));
    const second = await listAuditEvents(admin, { sort, perPage: 10, page: 2 });
    expect(second.rows.map(({ seq }) => seq)).toEqual(numbers.slice(10, 20));
  });

  it("finds by each of its filters", async () => {
    const copies = await ask("action:any:key.copied");
    expect(copies).toMatchObject({ total: 10, about: false });
    expect(copies.rows[0]).toMatchObject({
      actorType: "USER",
      actorName: "=Ada",
      ip: "192.0.2.10",
      targetName: key.name,
    });
    expect(JSON.stringify(copies)).not.toContain(key.keyString.slice(-60, -20));
    expect((await ask(`targetId:any:${key.id}`)).total).toBe(30);
    expect((await ask("target:starts:oregon", "targetType:any:provisioning_key")).total).toBe(30);
    expect((await ask("actor:equals:=ada", "actorType:none:SYSTEM,ANONYMOUS")).total).toBe(30);
    expect((await ask("at:before:2020-02-03")).total).toBe(12);
    expect((await ask("at:last:1", "action:any:key.copied,key.revealed")).total).toBe(30);
    expect((await ask("address:equals:198.51.100.7")).total).toBe(1);
    expect((await ask("address:starts:198.51.")).total).toBe(12);
    expect((await ask("request:equals:request-3")).total).toBe(1);
    expect((await listAuditEvents(admin, { q: "OREGON" })).total).toBe(30);
    expect((await listAuditEvents(admin, { q: "%" })).total).toBe(0);
    expect(await countAuditEvents(admin, { q: "oregon" })).toEqual({ total: 30, about: false, estimate: 30 });
  });

  it("takes what is no place for none, and refuses what is no filter and who is not signed in", async () => {
    for (const cursor of ["nowhere", "after_x_1", "after_99999999999999_1"]) {
      expect(await listAuditEvents(admin, { cursor })).toMatchObject({ rows: expect.any(Array) });
    }
    for (const input of [{ cursor: "1; DROP" }, { sort: "seq" }, { foreign: 1 }, { filters: [{ column: "id" }] }]) {
      await expect(listAuditEvents(admin, input as never)).rejects.toMatchObject({ code: "invalid" });
    }
    const visitor = { kind: "anonymous", ip: null, userAgent: null, requestId: "test" } as const;
    await expect(listAuditEvents(visitor, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(listAuditEvents(await createActor(prisma, "VIEWER"), {})).resolves.toBeDefined();
  });

  it("exports the view, with no cell a spreadsheet would run", async () => {
    const viewer = await createActor(prisma, "VIEWER");
    const { filters } = AUDIT_LIST.parse({ filter: "action:any:key.copied" }).input;
    const read = async (format: "csv" | "jsonl") => {
      let text = "";
      for await (const piece of await exportAuditEvents(viewer, { filters, format })) text += piece;
      return text;
    };
    const csv = await read("csv");
    expect(csv.trimEnd().split("\r\n")).toHaveLength(11);
    expect(csv).toContain('"\'=Ada"');
    const lines = (await read("jsonl")).trimEnd().split("\n");
    expect(lines).toHaveLength(10);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ actor: "=Ada", action: "key.copied", target: "Oregon 1" });
  });
});
