import { beforeAll, describe, expect, it } from "vitest";
import { SealError } from "@/lib/crypto/seal";
import { prisma } from "@/lib/db";
import { fillKey } from "@/lib/recipes/fill-key";
import type { UserActor } from "@/lib/services/actor";
import { copyKey } from "@/lib/services/provisioning-keys/copy";
import { downloadKey } from "@/lib/services/provisioning-keys/download";
import { revealKey } from "@/lib/services/provisioning-keys/reveal";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";

let admin: UserActor;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "Ada");
});

const audit = (targetId: string) =>
  prisma.auditEvent.findMany({ where: { targetId }, select: { action: true, after: true, actorName: true } });

describe.each([
  ["revealKey", revealKey, "key.revealed"],
  ["copyKey", copyKey, "key.copied"],
  ["downloadKey", downloadKey, "key.downloaded"],
])("%s", (_, hand, action) => {
  it("hands out the very string, and writes who took it", async () => {
    const key = await createKey(prisma);
    const { provisioningKey } = await hand(admin, { id: key.id });
    expect(provisioningKey.expose()).toBe(key.keyString);
    const format = action === "key.downloaded" ? { format: "plain" } : {};
    expect(await audit(key.id)).toEqual([
      { action, actorName: "Ada", after: { fingerprint: key.fingerprint, ...format } },
    ]);
  });

  it.each([
    ["active", {}],
    ["expiring", { state: "expiring" as const }],
    ["disabled", { state: "disabled" as const }],
    ["managed", { managed: { by: "deception", reason: "Used by Deception" } }],
  ])("serves a key that is %s", async (_state, given) => {
    const key = await createKey(prisma, given);
    expect((await hand(admin, { id: key.id })).provisioningKey.expose()).toBe(key.keyString);
  });

  it("serves a key whose group is disabled", async () => {
    const key = await createKey(prisma, { group: await createGroup(prisma, { enabled: false }) });
    expect((await hand(admin, { id: key.id })).provisioningKey.expose()).toBe(key.keyString);
  });

  it.each([
    ["hidden", { viewOrExport: false }, "key_hidden"],
    ["hidden and exhausted", { viewOrExport: false, state: "exhausted" as const }, "key_hidden"],
    ["exhausted", { state: "exhausted" as const }, "key_exhausted"],
    ["past a lowered maximum", { maximum: 3, used: 7 }, "key_exhausted"],
    ["expired", { state: "expired" as const }, "key_expired"],
    ["deleted", { deletedAt: new Date() }, "not_found"],
    [
      "managed and exhausted",
      { state: "exhausted" as const, managed: { by: "deception", reason: "r" } },
      "key_exhausted",
    ],
  ])("refuses a key that is %s, and writes nothing", async (_state, given, code) => {
    const key = await createKey(prisma, given);
    await expect(hand(admin, { id: key.id })).rejects.toMatchObject({ code });
    expect(await audit(key.id)).toEqual([]);
  });

  it("refuses a viewer, a visitor, and what is no id", async () => {
    const key = await createKey(prisma);
    const viewer = await createActor(prisma, "VIEWER");
    const visitor = { kind: "anonymous", ip: null, userAgent: null, requestId: "test" } as const;
    await expect(hand(viewer, { id: key.id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(hand(visitor, { id: key.id })).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(hand(admin, { id: "1' OR '1'='1" })).rejects.toMatchObject({ code: "invalid" });
    await expect(hand(admin, { id: crypto.randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    expect(await audit(key.id)).toEqual([]);
  });
});

describe("stored key strings", () => {
  it("do not open in another row", async () => {
    const [one, two] = [await createKey(prisma), await createKey(prisma)];
    await prisma.$executeRaw`
      UPDATE provisioning_key_secrets a SET ciphertext = b.ciphertext FROM provisioning_key_secrets b
      WHERE (a.id = ${one.secretId}::uuid AND b.id = ${two.secretId}::uuid)
         OR (a.id = ${two.secretId}::uuid AND b.id = ${one.secretId}::uuid)`;
    for (const { id } of [one, two]) {
      await expect(revealKey(admin, { id })).rejects.toThrow(SealError);
      expect(await audit(id)).toEqual([]);
    }
  });

  it("stay closed when the audit row cannot be written", async () => {
    const key = await createKey(prisma);
    const owner = await ownerClient();
    try {
      await owner.query("ALTER TABLE audit_events ADD CONSTRAINT broken CHECK (action <> 'key.revealed') NOT VALID");
      await expect(revealKey(admin, { id: key.id })).rejects.toThrow();
      await owner.query("ALTER TABLE audit_events DROP CONSTRAINT broken");
      await expect(revealKey(admin, { id: key.id })).resolves.toBeDefined();
    } finally {
      await owner.end();
    }
  });

  it("are downloaded in each form, under a name that no key's name can spoil; the form is in the audit row", async () => {
    const key = await createKey(prisma, { name: "Zürich 東京 .. -_" });
    for (const format of ["plain", "env", "kubernetes", "terraform"] as const) {
      const { fileName, template, provisioningKey } = await downloadKey(admin, { id: key.id, format });
      expect(fileName).toMatch(new RegExp(`^provisioning-key-zurich-${key.fingerprint}\\.[a-z.]+$`));
      expect(template).not.toContain(key.keyString);
      expect(fillKey(template, provisioningKey.expose())).toContain(key.keyString);
    }
    expect((await audit(key.id)).map(({ after }) => after)).toContainEqual({
      fingerprint: key.fingerprint,
      format: "kubernetes",
    });
    const unknown = { id: key.id, format: "exe" } as unknown as { id: string };
    await expect(downloadKey(admin, unknown)).rejects.toMatchObject({ code: "invalid" });
  });
});
