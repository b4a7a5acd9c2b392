import { beforeAll, expect, test, vi } from "vitest";
import type { AnonymousActor } from "@/lib/services/actor";
import { checkHealth } from "@/lib/services/health/check";
import { seedTenant } from "@/prisma/test-world";

const visitor: AnonymousActor = { kind: "anonymous", ip: null, userAgent: null, requestId: "health" };

beforeAll(seedTenant);

test("is ready with the application role: audit rows are guarded, and the test cluster's missing fsync is told", async () => {
  const health = await checkHealth(visitor, {});
  expect(health.ready).toBe(true);
  expect(health.warnings).toEqual([expect.stringContaining("fsync")]);
});

test("warns when the application connects as the owner of the audit log", async () => {
  vi.stubEnv("DATABASE_URL", process.env.DATABASE_OWNER_URL);
  vi.resetModules();
  const kept = globalThis as { latchkeyDatabase?: unknown };
  const first = kept.latchkeyDatabase;
  kept.latchkeyDatabase = undefined;
  const { checkHealth: checkAsOwner } = await import("@/lib/services/health/check");
  const { closeDatabase } = await import("@/lib/db");
  const { warnings } = await checkAsOwner(visitor, {});
  await closeDatabase();
  kept.latchkeyDatabase = first;
  vi.resetModules();
  expect(warnings).toContainEqual(expect.stringContaining("DATABASE_OWNER_URL"));
});
