import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import { systemActor, type UserActor } from "@/lib/services/actor";
import { createKey } from "@/lib/services/provisioning-keys/create";
import { listKeys } from "@/lib/services/provisioning-keys/list";
import type { CreateKeyForm } from "@/lib/services/provisioning-keys/schema";
import { createActor, createGroup, createKey as makeKey } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";

let admin: UserActor;
let signingCertificateId: string;
let form: CreateKeyForm;
let count = 0;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "Ada");
  const { id } = await prisma.signingCertificate.findUniqueOrThrow({ where: { nameKey: "connector" } });
  signingCertificateId = id;
});

beforeEach(() => {
  count += 1;
  form = {
    requestId: crypto.randomUUID(),
    name: `Create ${count}`,
    group: { kind: "new", name: `Create group ${count}` },
    signingCertificateId,
    maximum: 5,
    viewOrExport: true,
    expiresAt: null,
    allowList: ["10.0.0.1"],
    enabled: true,
  };
});

const audit = (targetId: string) =>
  prisma.auditEvent.findMany({
    where: { targetId },
    orderBy: { seq: "asc" },
    select: { action: true, after: true, actorName: true, ip: true },
  });
const keysNamed = (name: string) => prisma.provisioningKey.count({ where: { name } });

describe("createKey", () => {
  it("makes group, key and secret in one go, and tells the key string", async () => {
    const { created, key, provisioningKey } = await createKey(admin, form);
    expect(created).toBe(true);
    expect(key).toMatchObject({ name: form.name, maximum: 5, used: 0, status: "active", allowList: ["10.0.0.1/32"] });
    expect(key).toMatchObject({ groupName: `Create group ${count}`, createdByName: "Ada", version: 1 });
    const parsed = parseProvisioningKey(provisioningKey.expose());
    if (!parsed.ok) throw new Error(parsed.message);
    const secret = await prisma.provisioningKeySecret.findFirstOrThrow({ where: { keyId: key.id } });
    expect(secret.id).toBe(parsed.key.secretIdUuid);
    expect(Buffer.from(secret.digest)).toEqual(Buffer.from(parsed.key.digest));
    expect(secret.fingerprint).toBe(parsed.key.fingerprint);
    expect(key.fingerprint).toBe(parsed.key.fingerprint);
    expect(key.host).toBe(parsed.key.host);
    const { rootCertificate } = await prisma.tenant.findFirstOrThrow({ select: { rootCertificate: true } });
    expect(Buffer.from(parsed.key.pin)).toEqual(Buffer.from(rootCertificate?.spkiSha256 ?? []));
    expect(String(provisioningKey)).toBe("[redacted]");
    expect(JSON.stringify({ provisioningKey })).toBe('{"provisioningKey":"[redacted]"}');
  });

  it("writes who made what, without a secret", async () => {
    const { key, provisioningKey } = await createKey(admin, form);
    const rows = await audit(key.id);
    expect(rows).toMatchObject([
      {
        action: "key.created",
        actorName: "Ada",
        ip: "192.0.2.10",
        after: { name: form.name, fingerprint: key.fingerprint },
      },
    ]);
    expect(await audit(key.groupId)).toMatchObject([{ action: "group.created", actorName: "Ada" }]);
    expect(JSON.stringify(rows)).not.toContain(provisioningKey.expose().slice(-100, -80));
  });

  it("takes an existing group, enabled or not", async () => {
    const group = await createGroup(prisma, { enabled: false });
    const { key } = await createKey(admin, { ...form, group: { kind: "existing", id: group.id } });
    expect(key).toMatchObject({ groupId: group.id, groupName: group.name, status: "disabled", disabledBy: "group" });
  });

  it("makes one key of twenty posts of one form", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => createKey(admin, form)));
    expect(answers.filter((answer) => answer.created)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.key.id)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.provisioningKey.expose())).size).toBe(1);
    expect(await keysNamed(form.name)).toBe(1);
    const rows = await audit(answers[0]?.key.id ?? "");
    expect(rows.filter((row) => row.action === "key.created")).toHaveLength(1);
    expect(rows.filter((row) => row.action === "key.revealed")).toHaveLength(19);
  });

  it("says of a repeated form for a hidden key that it was shown, and makes nothing", async () => {
    const hidden = { ...form, viewOrExport: false };
    const { key } = await createKey(admin, hidden);
    await expect(createKey(admin, hidden)).rejects.toMatchObject({
      code: "already_shown",
      details: { id: key.id, fingerprint: key.fingerprint },
    });
    expect(await keysNamed(form.name)).toBe(1);
    expect(await audit(key.id)).toHaveLength(1);
  });

  it("refuses a request id that was used for other content, and lets another user have it", async () => {
    await createKey(admin, form);
    await expect(createKey(admin, { ...form, maximum: 6 })).rejects.toMatchObject({ code: "conflict" });
    const other = await createActor(prisma, "OWNER");
    const answer = await createKey(other, {
      ...form,
      name: `${form.name} other`,
      group: { kind: "new", name: `${form.name} other` },
    });
    expect(answer.created).toBe(true);
  });

  it("forgets a refused request, so that the corrected form goes through", async () => {
    await makeKey(prisma, { name: form.name });
    await expect(createKey(admin, form)).rejects.toMatchObject({ code: "name_taken" });
    expect((await createKey(admin, { ...form, name: `${form.name} corrected` })).created).toBe(true);
  });

  it.each([
    ["the same", (name: string) => name],
    ["another case", (name: string) => name.toUpperCase()],
    ["full width", (name: string) => name.replace("C", "Ｃ")],
  ])("refuses a name that is taken: %s", async (_, vary) => {
    await makeKey(prisma, { name: form.name });
    await expect(createKey(admin, { ...form, name: vary(form.name) })).rejects.toMatchObject({
      code: "name_taken",
      fields: { name: "Another provisioning key has this name." },
    });
    expect(await prisma.connectorGroup.count({ where: { name: `Create group ${count}` } })).toBe(0);
    expect(await prisma.auditEvent.count({ where: { targetName: `Create group ${count}` } })).toBe(0);
  });

  it("refuses a group name that is taken, at its field", async () => {
    const group = await createGroup(prisma);
    await expect(
      createKey(admin, { ...form, group: { kind: "new", name: group.name.toUpperCase() } }),
    ).rejects.toMatchObject({
      code: "name_taken",
      fields: { "group.name": "Another App Connector Group has this name." },
    });
    expect(await keysNamed(form.name)).toBe(0);
  });

  it("lets the name of a deleted key be used again", async () => {
    await makeKey(prisma, { name: form.name, deletedAt: new Date() });
    expect((await createKey(admin, form)).created).toBe(true);
  });

  it.each([
    ["an expiry that has come", { expiresAt: new Date(Date.now() - 1000).toISOString() }, "expiresAt"],
    ["a group that is not there", { group: { kind: "existing" as const, id: crypto.randomUUID() } }, "group.id"],
    ["a certificate that is not there", { signingCertificateId: crypto.randomUUID() }, "signingCertificateId"],
    ["a maximum of zero", { maximum: 0 }, "maximum"],
    ["a name with a direction mark", { name: "a\u202eb" }, "name"],
  ])("refuses %s at its field and changes nothing", async (_, change, field) => {
    const before = await prisma.auditEvent.count();
    await expect(createKey(admin, { ...form, ...change })).rejects.toMatchObject({
      code: "invalid",
      fields: { [field]: expect.any(String) },
    });
    expect(await keysNamed(form.name)).toBe(0);
    expect(await prisma.auditEvent.count()).toBe(before);
  });

  it.each([
    ["signing is not allowed", { signingAllowed: false }],
    ["it has expired", { notAfter: new Date(Date.now() - 1000) }],
    ["it waits for its answer", { certificate: null, csr: new Uint8Array([1]) }],
    ["its private key is gone", {}],
  ])("refuses a signing certificate when %s", async (label, change) => {
    const { id: _, ...source } = await prisma.signingCertificate.findUniqueOrThrow({
      where: { id: signingCertificateId },
    });
    const unusable = await prisma.signingCertificate.create({
      data: { ...source, ...change, name: label, nameKey: label, serial: null, fingerprintSha256: null },
    });
    if (label !== "its private key is gone") {
      await prisma.signingKey.create({
        data: { signingCertificateId: unusable.id, sealedPrivateKey: new Uint8Array([1]) },
      });
    }
    await expect(createKey(admin, { ...form, signingCertificateId: unusable.id })).rejects.toMatchObject({
      code: "invalid",
      fields: { signingCertificateId: expect.stringMatching(/Choose another one\.$/) },
    });
  });

  it("keeps to the tenant's upper bounds", async () => {
    await prisma.tenant.updateMany({ data: { maximumUpperBound: 100, keyLifetimeUpperBound: 30 } });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    for (const change of [{ maximum: 101 }, { maximum: null }]) {
      await expect(createKey(admin, { ...form, expiresAt: inDays(1), ...change })).rejects.toMatchObject({
        fields: { maximum: expect.stringContaining("at most 100") },
      });
    }
    for (const expiresAt of [inDays(31), null]) {
      await expect(createKey(admin, { ...form, expiresAt })).rejects.toMatchObject({
        fields: { expiresAt: expect.stringContaining("30 days") },
      });
    }
    expect((await createKey(admin, { ...form, maximum: 100, expiresAt: inDays(29) })).created).toBe(true);
    await prisma.tenant.updateMany({ data: { maximumUpperBound: null, keyLifetimeUpperBound: null } });
  });

  it("waits for a group that is just being renamed and disabled, and copies what comes of it", async () => {
    const group = await createGroup(prisma);
    const owner = await ownerClient();
    const watcher = await ownerClient();
    try {
      await owner.query("BEGIN");
      await owner.query(
        "UPDATE connector_groups SET name = name || ' new', name_key = name_key || ' new', enabled = false WHERE id = $1",
        [group.id],
      );
      const creating = createKey(admin, { ...form, group: { kind: "existing", id: group.id } });
      const waits = async () => (await watcher.query("SELECT FROM pg_locks WHERE NOT granted")).rowCount !== 0;
      await vi.waitUntil(waits);
      await owner.query("COMMIT");
      const { key } = await creating;
      expect(key).toMatchObject({ groupName: `${group.name} new`, status: "disabled", disabledBy: "group" });
    } finally {
      await owner.end();
      await watcher.end();
    }
  });

  it("follows its group's name and status", async () => {
    const { key } = await createKey(admin, form);
    await prisma.connectorGroup.update({
      where: { id: key.groupId },
      data: { name: "Followed", nameKey: "followed", enabled: false },
    });
    const { rows } = await listKeys(admin, { q: "followed" });
    expect(rows).toMatchObject([{ id: key.id, groupName: "Followed", disabledBy: "group" }]);
  });

  it("is refused to a viewer and a visitor, before anything is read", async () => {
    const viewer = await createActor(prisma, "VIEWER");
    await expect(createKey(viewer, form)).rejects.toMatchObject({ code: "forbidden" });
    const visitor = { kind: "anonymous", ip: null, userAgent: null, requestId: "test" } as const;
    await expect(createKey(visitor, form)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await keysNamed(form.name)).toBe(0);
  });

  it("names the system where no user acts", async () => {
    const { key } = await createKey(systemActor("demo"), form);
    expect(key.createdByName).toBe("demo");
  });
});
