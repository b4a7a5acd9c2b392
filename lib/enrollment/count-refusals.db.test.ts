import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { pool, prisma } from "@/lib/db";
import { countRefusal, flushRefusals, purgeRefusals } from "@/lib/enrollment/count-refusals";
import { refusalWindow } from "@/lib/enrollment/record-refusal";

const key = () => ({ type: "provisioning_key", id: randomUUID(), name: "A key" }) as const;
const rows = (targetId: string) =>
  prisma.refusalCount.findMany({ where: { targetId }, orderBy: [{ code: "asc" }, { windowStart: "asc" }] });

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("a flood costs no statement while it lasts, and one when it is written", async () => {
  const query = vi.spyOn(pool, "query");
  const [one, two] = [key(), key()];
  for (let index = 0; index < 5_000; index += 1) {
    countRefusal(
      index % 5 === 0 ? two : one,
      index % 2 === 0 ? "key_exhausted" : "ip_not_allowed",
      `192.0.2.${index % 9}`,
    );
  }
  countRefusal(one, "key_expired", "198.51.100.7");
  expect(query).not.toHaveBeenCalled();
  await flushRefusals();
  await flushRefusals();
  expect(query).toHaveBeenCalledTimes(1);
  const sum = (found: { attempts: bigint }[]) => found.reduce((total, { attempts }) => total + Number(attempts), 0);
  expect([sum(await rows(one.id)), sum(await rows(two.id))]).toEqual([4_001, 1_000]);
  expect(await rows(one.id)).toContainEqual(
    expect.objectContaining({
      code: "key_expired",
      attempts: 1n,
      lastIp: "198.51.100.7",
      targetType: "provisioning_key",
    }),
  );
});

test("later counts are added, and the newest address stands", async () => {
  const target = key();
  // Within one window, whenever the test runs.
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  for (const ip of ["192.0.2.1", "192.0.2.2"]) {
    countRefusal(target, "key_disabled", ip);
    countRefusal(target, "key_disabled", ip);
    await flushRefusals();
  }
  const found = await rows(target.id);
  expect(found.reduce((sum, { attempts }) => sum + attempts, 0n)).toBe(4n);
  expect(found.at(-1)?.lastIp).toBe("192.0.2.2");
});

test("windows are those of the audit rows: ten minutes for a key, a day for a connector", async () => {
  const targets = [key(), { type: "connector", id: randomUUID(), name: "A connector" } as const];
  for (const target of targets) countRefusal(target, "group_disabled", "192.0.2.1");
  await flushRefusals();
  for (const target of targets) {
    const [row] = await rows(target.id);
    expect((row?.windowStart.getTime() ?? 1) % (refusalWindow(target) * 1000)).toBe(0);
    expect(row && row.lastAt >= row.windowStart).toBe(true);
  }
  expect(targets.map(refusalWindow)).toEqual([600, 86_400]);
});

test("what could not be written is kept, and counted once", async () => {
  const target = key();
  countRefusal(target, "key_exhausted", "192.0.2.1");
  vi.spyOn(pool, "query").mockRejectedValueOnce(new Error("the database is away"));
  await expect(flushRefusals()).rejects.toThrow("away");
  countRefusal(target, "key_exhausted", "192.0.2.3");
  await flushRefusals();
  await flushRefusals();
  const found = await rows(target.id);
  expect(found.reduce((sum, { attempts }) => sum + attempts, 0n)).toBe(2n);
  expect(found.at(-1)?.lastIp).toBe("192.0.2.3");
});

test("no more counters are held than memory is meant for", async () => {
  const targets = Array.from({ length: 20_001 }, key);
  for (const target of targets) countRefusal(target, "key_exhausted", "192.0.2.1");
  const query = vi.spyOn(pool, "query");
  await flushRefusals();
  expect(query).toHaveBeenCalledTimes(20);
  const ids = [targets.at(0)?.id ?? "", targets.at(-1)?.id ?? ""];
  expect((await prisma.refusalCount.findMany({ where: { targetId: { in: ids } } })).map((row) => row.targetId)).toEqual(
    ids.slice(0, 1),
  );
});

test("counts of more than 90 days ago go away", async () => {
  const days = (count: number) => new Date(Date.now() - count * 86_400_000);
  const target = { targetType: "provisioning_key", targetId: randomUUID() };
  await prisma.refusalCount.createMany({
    data: [89, 91, 200].map((age) => ({
      ...target,
      windowStart: days(age),
      lastAt: days(age),
      code: "key_exhausted",
      attempts: 3n,
      lastIp: "192.0.2.1",
    })),
  });
  expect(await purgeRefusals()).toBe(2);
  expect(await rows(target.targetId)).toHaveLength(1);
  expect(await purgeRefusals()).toBe(0);
});
