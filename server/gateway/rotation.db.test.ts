import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { fingerprintKey } from "@/lib/provisioning-key/fingerprint";
import type { UserActor } from "@/lib/services/actor";
import { revealKey } from "@/lib/services/provisioning-keys/reveal";
import { endRotation } from "@/lib/services/provisioning-keys/rotation/end";
import { readRotation } from "@/lib/services/provisioning-keys/rotation/read";
import { rotateKey } from "@/lib/services/provisioning-keys/rotation/rotate";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { type Answer, callGateway } from "@/server/gateway/testing/call-gateway";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { countUses, exactly } from "@/server/gateway/testing/invariants";
import { readRoot } from "@/server/gateway/testing/read-root";

let gateways: GatewayProcess[] = [];
let ca: string;
let admin: UserActor;

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  admin = await createActor(prisma, "ADMIN", "Ada");
  gateways = await Promise.all([startGatewayProcess(), startGatewayProcess()]);
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
});

const newCsr = () => createCsr(generatePrivateKey(), "fra1-app");
const enrollAt = (index: number, provisioningKey: string, csr = newCsr()) =>
  callGateway(
    { port: gateways[index % gateways.length]?.port ?? 0, ca },
    { path: "/v1/enroll", body: { provisioningKey, csr } },
  );
/** As an EST client presents it: the third field only. */
const enrollByEst = (provisioningKey: string) =>
  callGateway(
    { port: gateways[1]?.port ?? 0, ca },
    {
      path: "/.well-known/est/simpleenroll",
      body: newCsr().replace(/-----[^-]+-----|\s/g, ""),
      headers: {
        "content-type": "application/pkcs10",
        authorization: `Basic ${Buffer.from(`any:${provisioningKey.split("|")[2]}`).toString("base64")}`,
      },
    },
  );
const outcome = (answer: Answer) => String(answer.json.code ?? answer.status);
const rotate = (id: string, version: number, graceMinutes: number, requestId = crypto.randomUUID()) =>
  rotateKey(admin, { id, version, graceMinutes, requestId });

describe("rotation with a grace period", () => {
  test("both strings count on the key until its end, by JSON and EST; then the old one has its own code", async () => {
    const key = await createKey(prisma, { maximum: 8 });
    expect(outcome(await enrollAt(0, key.keyString))).toBe("200");
    const rotated = await rotate(key.id, key.version, 60);
    const fresh = rotated.provisioningKey.expose();
    expect(fresh).not.toBe(key.keyString);
    expect(rotated.key).toMatchObject({ id: key.id, used: 1, maximum: 8, fingerprint: fingerprintKey(fresh) });
    for (const [index, text] of [key.keyString, fresh, key.keyString, fresh].entries()) {
      expect(outcome(await enrollAt(index, text))).toBe("200");
    }
    expect([(await enrollByEst(key.keyString)).status, (await enrollByEst(fresh)).status]).toEqual([200, 200]);
    expect(await countUses(key.id)).toEqual(exactly(7));

    const [current, old, ...rest] = await readRotation(admin, { id: key.id });
    expect(rest).toEqual([]);
    expect(current).toMatchObject({ fingerprint: fingerprintKey(fresh), validUntil: null, isAccepted: true, uses: 3 });
    expect(old).toMatchObject({ fingerprint: key.fingerprint, isAccepted: true, uses: 4, usesSinceReplaced: 3 });
    expect(old?.recent.map(({ name }) => name)).toEqual([6, 4, 2].map((ordinal) => `${key.name}-${ordinal}`));
    expect(old?.validUntil).toBe(rotated.oldValidUntil);

    // The end of the period comes: an hour is not waited for.
    await prisma.$executeRaw`UPDATE provisioning_key_secrets SET valid_until = now() WHERE fingerprint = ${key.fingerprint}`;
    for (const index of [0, 1]) expect(outcome(await enrollAt(index, key.keyString))).toBe("key_rotated");
    expect((await enrollByEst(key.keyString)).status).toBe(403);
    expect(outcome(await enrollAt(0, fresh))).toBe("200");
    expect(await countUses(key.id)).toEqual(exactly(8));
    expect(outcome(await enrollAt(0, fresh))).toBe("key_exhausted");
  });

  test("the string that was replaced is not stored any more; the new one is what is revealed", async () => {
    const key = await createKey(prisma);
    const { provisioningKey } = await rotate(key.id, key.version, 60);
    expect((await revealKey(admin, { id: key.id })).provisioningKey.expose()).toBe(provisioningKey.expose());
    const stored = await prisma.provisioningKeySecret.findMany({
      where: { keyId: key.id },
      select: { fingerprint: true, ciphertext: true },
    });
    expect(stored.find(({ fingerprint }) => fingerprint === key.fingerprint)?.ciphertext).toBeNull();
  });

  test("at once: nothing is enrolled with the old string after it, over both processes", async () => {
    const key = await createKey(prisma, { maximum: null });
    const sent = Array.from({ length: 80 }, (_, index) => enrollAt(index, key.keyString));
    await Promise.race(sent);
    const version = (await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } })).version;
    const { key: row, oldValidUntil } = await rotate(key.id, version, 0);
    expect(oldValidUntil).toBeNull();
    const answers = await Promise.all(sent);
    const accepted = answers.filter(({ status }) => status === 200).length;
    expect(accepted).toBeLessThan(80);
    expect(new Set(answers.map(outcome))).toEqual(new Set(["200", "key_rotated"]));
    expect(row.used).toBe(accepted);
    expect(await countUses(key.id)).toEqual(exactly(accepted));
  });

  test("a retry of an enrollment gets its certificate with either string while both work", async () => {
    const key = await createKey(prisma, { maximum: 1 });
    const csr = newCsr();
    const first = await enrollAt(0, key.keyString, csr);
    const fresh = (await rotate(key.id, key.version, 60)).provisioningKey.expose();
    for (const text of [key.keyString, fresh]) {
      const again = await enrollAt(1, text, csr);
      expect(again.json).toMatchObject({ replayed: true, certificate: first.json.certificate });
    }
    await endRotation(admin, { id: key.id });
    expect(outcome(await enrollAt(1, key.keyString, csr))).toBe("key_rotated");
    expect(outcome(await enrollAt(1, fresh, csr))).toBe("200");
    expect(await countUses(key.id)).toEqual(exactly(1));
  });

  test("ended early, and by the next rotation: at most two strings work", async () => {
    const key = await createKey(prisma, { maximum: null });
    const second = await rotate(key.id, key.version, 60);
    const third = await rotate(key.id, second.key.version, 60);
    expect(outcome(await enrollAt(0, key.keyString))).toBe("key_rotated");
    expect(outcome(await enrollAt(0, second.provisioningKey.expose()))).toBe("200");
    expect(outcome(await enrollAt(0, third.provisioningKey.expose()))).toBe("200");
    expect(await endRotation(admin, { id: key.id })).toEqual({ ended: true });
    expect(await endRotation(admin, { id: key.id })).toEqual({ ended: false });
    expect(outcome(await enrollAt(1, second.provisioningKey.expose()))).toBe("key_rotated");
    expect(outcome(await enrollAt(1, third.provisioningKey.expose()))).toBe("200");
    const audited = await prisma.auditEvent.findMany({
      where: { targetId: key.id, action: { in: ["key.rotated", "key.rotation_ended"] } },
      orderBy: { seq: "asc" },
      select: { action: true, before: true, after: true },
    });
    const [one, two] = [second, third].map(({ key: row }) => row.fingerprint);
    expect(audited).toMatchObject([
      { action: "key.rotated", before: { fingerprint: key.fingerprint }, after: { fingerprint: one, ended: [] } },
      { action: "key.rotated", before: { fingerprint: one }, after: { fingerprint: two, ended: [key.fingerprint] } },
      { action: "key.rotation_ended", before: { fingerprints: [one] } },
    ]);
    expect(JSON.stringify(audited)).not.toContain(third.provisioningKey.expose().split("|")[2]);
  });
});

describe("who rotates, and how often", () => {
  test("the same form twice rotates once; for a hidden key the string is not shown again", async () => {
    const key = await createKey(prisma);
    const requestId = crypto.randomUUID();
    const first = await rotate(key.id, key.version, 60, requestId);
    const second = await rotate(key.id, key.version, 60, requestId);
    expect([first.rotated, second.rotated]).toEqual([true, false]);
    expect(first.oldValidUntil).not.toBeNull();
    expect(second.oldValidUntil).toBe(first.oldValidUntil);
    expect(second.provisioningKey.expose()).toBe(first.provisioningKey.expose());
    expect(await readRotation(admin, { id: key.id })).toHaveLength(2);

    const hidden = await createKey(prisma, { viewOrExport: false });
    const hiddenRequest = crypto.randomUUID();
    const shown = await rotate(hidden.id, hidden.version, 0, hiddenRequest);
    expect(outcome(await enrollAt(0, shown.provisioningKey.expose()))).toBe("200");
    await expect(rotate(hidden.id, hidden.version, 0, hiddenRequest)).rejects.toMatchObject({ code: "already_shown" });
    const rows = await prisma.provisioningKeySecret.findMany({ where: { keyId: hidden.id } });
    expect(rows.map(({ ciphertext }) => ciphertext)).toEqual([null, null]);
  });

  test("two at once: the second is told, and one string was made", async () => {
    const key = await createKey(prisma);
    const results = await Promise.allSettled([rotate(key.id, key.version, 60), rotate(key.id, key.version, 60)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict", details: { changedBy: "Ada" } });
    expect(await readRotation(admin, { id: key.id })).toHaveLength(2);
  });

  test("refused for a viewer, a managed and a deleted key, and a period that is none", async () => {
    const viewer = await createActor(prisma, "VIEWER");
    const key = await createKey(prisma);
    const input = { id: key.id, version: key.version, graceMinutes: 60, requestId: crypto.randomUUID() };
    await expect(rotateKey(viewer, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(endRotation(viewer, { id: key.id })).rejects.toMatchObject({ code: "forbidden" });
    for (const graceMinutes of [-1, 0.5, 90 * 24 * 60 + 1, Number.NaN]) {
      await expect(rotateKey(admin, { ...input, graceMinutes })).rejects.toMatchObject({
        code: "invalid",
        fields: { graceMinutes: expect.stringContaining("90 days") },
      });
    }
    const managed = await createKey(prisma, { managed: { by: "deception", reason: "Used by Deception" } });
    await expect(rotate(managed.id, managed.version, 0)).rejects.toMatchObject({ code: "key_managed" });
    const deleted = await createKey(prisma, { deletedAt: new Date() });
    await expect(rotate(deleted.id, deleted.version, 0)).rejects.toMatchObject({ code: "not_found" });
    await expect(readRotation(admin, { id: deleted.id })).rejects.toMatchObject({ code: "not_found" });
    expect(await readRotation(viewer, { id: key.id })).toHaveLength(1);
  });

  test("a key is found by the fingerprint of a string that was replaced, and keeps a bounded number of them", async () => {
    const key = await createKey(prisma);
    let { version } = key;
    for (let round = 0; round < 7; round += 1) version = (await rotate(key.id, version, 0)).key.version;
    const { fingerprints } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } });
    expect(fingerprints.split(" ")).toHaveLength(6);
  });
});
