import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { removeConnector } from "@/lib/services/connectors/remove";
import { previewRevocation } from "@/lib/services/provisioning-keys/revocation/preview";
import { revokeEverything } from "@/lib/services/provisioning-keys/revocation/revoke-everything";
import { createActor, createConnector, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { type ClientIdentity, callGateway } from "@/server/gateway/testing/call-gateway";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { countUses } from "@/server/gateway/testing/invariants";
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

const call = (index: number, request: Parameters<typeof callGateway>[1]) =>
  callGateway({ port: gateways[index % gateways.length]?.port ?? 0, ca }, request);
const heartbeat = (index: number, client: ClientIdentity) =>
  call(index, { path: "/v1/heartbeat", body: { version: "0.1.0", uptimeSeconds: 1 }, client });

test("during a burst: what enrolled before is revoked and refused on both instances, nothing enrolls after it", async () => {
  const key = await createKey(prisma, { maximum: null });
  const enrolled: ClientIdentity[] = [];
  const sent = Array.from({ length: 60 }, async (_, index) => {
    const privateKey = generatePrivateKey();
    const csr = createCsr(privateKey, "autoscale");
    const { json } = await call(index, { path: "/v1/enroll", body: { provisioningKey: key.keyString, csr } });
    if (json.certificate) enrolled.push({ certificate: String(json.certificate), privateKey });
    return String(json.code ?? "accepted");
  });
  await Promise.race(sent);
  // As the dialog does: whoever is told that there are more now looks again, and confirms the new count.
  let expected = (await previewRevocation(admin, { id: key.id })).connectors;
  let done: Awaited<ReturnType<typeof revokeEverything>> | undefined;
  while (!done) {
    done = await revokeEverything(admin, { id: key.id, expected, disableKey: true }).catch((error) => {
      if (error.code !== "conflict") throw error;
      expect(error.details.connectors).toBeGreaterThan(expected);
      expected = error.details.connectors;
      return undefined;
    });
  }
  const answers = await Promise.all(sent);
  const { used } = await countUses(key.id);
  expect(new Set(answers)).toEqual(new Set(["accepted", "key_disabled"].slice(0, used < 60 ? 2 : 1)));
  expect([done.revoked, done.certificates, done.disabled]).toEqual([used, used, true]);
  const inForce = await prisma.connectorCertificate.count({ where: { connector: { keyId: key.id }, revokedAt: null } });
  expect(inForce).toBe(0);
  const refused = await Promise.all(enrolled.slice(0, 6).map((client, index) => heartbeat(index, client)));
  expect(refused.map(({ status, json }) => [status, json.code])).toEqual(refused.map(() => [403, "connector_revoked"]));
  expect(await previewRevocation(admin, { id: key.id })).toMatchObject({ connectors: 0, certificates: 0, done: used });
});

describe("the dry run", () => {
  test("counts what would be revoked, changes nothing, and the verb does just that", async () => {
    const key = await createKey(prisma, { maximum: null });
    const now = new Date();
    const connected = await createConnector(prisma, key, { lastSeenAt: now });
    await createConnector(prisma, key, { enabled: false });
    await createConnector(prisma, key, { state: "PENDING" });
    await createConnector(prisma, key, { notAfter: new Date(now.getTime() - 1_000) });
    const removed = await createConnector(prisma, key);
    await removeConnector(admin, { id: removed.id });
    const foreign = await createConnector(prisma, await createKey(prisma));
    const audited = await prisma.auditEvent.count();
    const preview = await previewRevocation(admin, { id: key.id });
    expect(preview).toMatchObject({ connectors: 4, connected: 1, pending: 1, certificates: 2, done: 1, enabled: true });
    expect(preview.named).toHaveLength(4);
    expect(await prisma.auditEvent.count()).toBe(audited);

    await expect(revokeEverything(admin, { id: key.id, expected: 3, disableKey: false })).rejects.toMatchObject({
      code: "conflict",
      details: { connectors: 4 },
    });
    expect(await prisma.auditEvent.count()).toBe(audited);
    expect(await revokeEverything(admin, { id: key.id, expected: 4, disableKey: false })).toMatchObject({
      revoked: 4,
      certificates: 2,
      disabled: false,
    });
    const rows = await prisma.connector.findMany({ where: { keyId: key.id }, select: { revokedAt: true, id: true } });
    expect(rows.filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id)).toEqual([removed.id]);
    expect(
      await prisma.auditEvent.findMany({ where: { targetId: key.id }, select: { action: true, after: true } }),
    ).toEqual([{ action: "key.connectors_revoked", after: { connectors: 4, certificates: 2, disabledKey: false } }]);
    expect(await prisma.auditEvent.count({ where: { action: "connector.revoked", targetId: connected.id } })).toBe(1);
    expect((await prisma.connector.findUniqueOrThrow({ where: { id: foreign.id } })).revokedAt).toBeNull();
    // A second time there is nothing left, and nothing is written.
    expect(await revokeEverything(admin, { id: key.id, expected: 0, disableKey: false })).toMatchObject({ revoked: 0 });
  });

  test("works for a key that is deleted or managed, which cannot be disabled; not for a viewer", async () => {
    const deleted = await createKey(prisma);
    await createConnector(prisma, deleted);
    await prisma.provisioningKey.update({ where: { id: deleted.id }, data: { deletedAt: new Date() } });
    expect(await previewRevocation(admin, { id: deleted.id })).toMatchObject({ connectors: 1 });
    expect(await revokeEverything(admin, { id: deleted.id, expected: 1, disableKey: true })).toMatchObject({
      revoked: 1,
      disabled: false,
    });
    const managed = await createKey(prisma, { managed: { by: "deception", reason: "Used by Deception" } });
    await createConnector(prisma, managed);
    const input = { id: managed.id, expected: 1 };
    await expect(revokeEverything(admin, { ...input, disableKey: true })).rejects.toMatchObject({
      code: "key_managed",
    });
    expect(await previewRevocation(admin, { id: managed.id })).toMatchObject({ connectors: 1, managedBy: "deception" });
    expect(await revokeEverything(admin, { ...input, disableKey: false })).toMatchObject({ revoked: 1 });
    const viewer = await createActor(prisma, "VIEWER");
    await expect(revokeEverything(viewer, { ...input, disableKey: false })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(previewRevocation(admin, { id: crypto.randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  });
});
