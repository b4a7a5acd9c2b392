import { beforeAll, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db";
import { env } from "@/lib/env";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const request = vi.hoisted(() => ({ actor: undefined as unknown }));
vi.mock("@/lib/auth/current-actor", () => ({ currentActor: async () => request.actor }));

const { GET } = await import("./route");

const ask = (search: string) => GET(new Request(`${env.APP_URL}/api/export/provisioning-keys${search}`), undefined);

beforeAll(async () => {
  await seedTenant();
  await createKey(prisma, { name: "Active key" });
  await createKey(prisma, { name: "Full key", state: "exhausted" });
});

it("streams the view of the address to every role, uncached, under a plain file name", async () => {
  for (const role of ["OWNER", "ADMIN", "VIEWER"] as const) {
    request.actor = await createActor(prisma, role);
    const answer = await ask("?format=jsonl&filter=status:any:exhausted&filter=used:gte:1&page=7");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="provisioning-keys-\d{4}-\d\d-\d\d\.jsonl"$/,
    );
    expect(JSON.parse(await answer.text())).toMatchObject({ name: "Full key", status: "exhausted" });
  }
  const csv = await ask("?format=csv&sort=name");
  expect(csv.headers.get("content-type")).toContain("text/csv");
  expect((await csv.text()).split("\r\n")).toHaveLength(4);
});

it("refuses visitors and unknown formats", async () => {
  expect((await ask("?format=xlsx")).status).toBe(422);
  request.actor = { kind: "anonymous", requestId: "r", ip: null, userAgent: null };
  expect((await ask("?format=csv")).status).toBe(401);
});
