import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { countMatchingKeys } from "@/lib/services/provisioning-keys/count-matching";
import { nameFilterChoices } from "@/lib/services/provisioning-keys/filters/name-choices";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let viewer: UserActor;
let groupId: string;
let certificateId: string;

beforeAll(async () => {
  await seedTenant();
  viewer = await createActor(prisma, "VIEWER");
  const group = await createGroup(prisma, { name: "Counted" });
  groupId = group.id;
  for (const name of ["50% off", "50x off", "a_b off", "axb off"]) {
    certificateId = (await createKey(prisma, { name, group })).signingCertificateId;
  }
  await createKey(prisma, { name: "used", maximum: 10, used: 9 });
  await createKey(prisma, { name: "gone off", group, deletedAt: new Date() });
});

const count = async (input: Parameters<typeof countMatchingKeys>[1]) => (await countMatchingKeys(viewer, input)).total;

describe("countMatchingKeys", () => {
  it("counts all keys that stand when nothing narrows them", async () => {
    expect(await countMatchingKeys(viewer, {})).toEqual({ total: 5, about: false, estimate: 5 });
  });

  it("takes % and _ for themselves, in the search and in filters", async () => {
    expect(await count({ q: "50%" })).toBe(1);
    expect(await count({ q: "a_b" })).toBe(1);
    expect(await count({ q: " off" })).toBe(4);
    expect(await count({ filters: [{ column: "name", op: "contains", value: "0% o" }] })).toBe(1);
    expect(await count({ filters: [{ column: "name", op: "starts", value: "a_" }] })).toBe(1);
    expect(await count({ filters: [{ column: "name", op: "contains", value: "%_%" }] })).toBe(0);
  });

  it("holds search and filters together", async () => {
    expect(await count({ filters: [{ column: "group", op: "any", value: [groupId] }] })).toBe(4);
    expect(await count({ filters: [{ column: "group", op: "none", value: [groupId] }] })).toBe(1);
    expect(await count({ q: "off", filters: [{ column: "utilization", op: "gte", value: 80 }] })).toBe(0);
    expect(await count({ q: "used", filters: [{ column: "utilization", op: "gte", value: 80 }] })).toBe(1);
  });

  it("is for whoever may see the keys, and takes only filters of this list", async () => {
    for (const role of ["OWNER", "ADMIN"] as const) {
      expect((await countMatchingKeys(await createActor(prisma, role), {})).total).toBe(5);
    }
    const anonymous = { kind: "anonymous", ip: "192.0.2.1", userAgent: "", requestId: crypto.randomUUID() } as const;
    await expect(countMatchingKeys(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    const bad = [{ column: "digest", op: "equals", value: "x" }] as const;
    await expect(countMatchingKeys(viewer, { filters: [...bad] })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("nameFilterChoices", () => {
  it("names the groups and certificates of filters, and says which are gone", async () => {
    const gone = crypto.randomUUID();
    const names = await nameFilterChoices(viewer, {
      filters: [
        { column: "group", op: "any", value: [groupId, gone] },
        { column: "certificate", op: "none", value: [certificateId] },
        { column: "group", op: "contains", value: "x" },
        { column: "createdBy", op: "any", value: ["Factory"] },
      ],
    });
    expect(names).toEqual([
      { value: groupId, label: "Counted" },
      { value: gone, label: "a group that is gone" },
      { value: certificateId, label: "Connector" },
    ]);
    expect(await nameFilterChoices(viewer, { filters: [] })).toEqual([]);
  });
});
