import { X509Certificate } from "node:crypto";
import { connect } from "node:tls";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { systemActor, type UserActor } from "@/lib/services/actor";
import { createKey as createKeyVerb } from "@/lib/services/provisioning-keys/create";
import { getSettings } from "@/lib/services/tenant/get-settings";
import type { SettingsForm } from "@/lib/services/tenant/schema";
import { updateSettings } from "@/lib/services/tenant/update";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { callGateway } from "@/server/gateway/testing/call-gateway";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { readRoot } from "@/server/gateway/testing/read-root";

let gateway: GatewayProcess;
let ca: string;
let owner: UserActor;

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  owner = await createActor(prisma, "OWNER", "Ines Okafor");
  gateway = await startGatewayProcess();
});

afterAll(async () => {
  await gateway.stop();
});

async function change(changes: Partial<SettingsForm>) {
  const { otherHosts: _hosts, configuredHost: _host, ...now } = await getSettings(owner, {});
  return await updateSettings(owner, { ...now, enrollmentHost: now.enrollmentHost ?? "", ...changes });
}

/** Whether a connector that dials the gateway by this name trusts it. */
const isTrustedAs = (servername: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: "127.0.0.1", port: gateway.port, servername, ca }, () => {
      socket.end();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });

async function enroll(provisioningKey: string) {
  const body = { provisioningKey, csr: createCsr(generatePrivateKey(), "host") };
  const answer = await callGateway({ port: gateway.port, ca }, { path: "/v1/enroll", body });
  expect(answer.status).toBe(200);
  return new X509Certificate(String(answer.json.certificate));
}

test("a changed host, lifetime and bounds take effect in the running gateway and for new keys; old keys go on", async () => {
  const old = await createKey(prisma, { host: "localhost:8443" });
  expect(await isTrustedAs("enroll.halden.example")).toBe(false);
  await change({
    enrollmentHost: " Enroll.Halden.example:8443 ",
    certificateLifetimeDays: 7,
    maximumUpperBound: 20,
    keyLifetimeUpperBoundDays: 30,
  });
  await vi.waitUntil(() => isTrustedAs("enroll.halden.example"), { timeout: 10_000, interval: 100 });
  expect(await isTrustedAs("localhost")).toBe(true);

  const certificate = await enroll(old.keyString);
  const days = (Date.parse(certificate.validTo) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThan(7.1);

  const input = {
    requestId: crypto.randomUUID(),
    name: "After the change",
    group: { kind: "existing" as const, id: old.group.id },
    signingCertificateId: old.signingCertificateId,
    maximum: 20,
    viewOrExport: true,
    expiresAt: new Date(Date.now() + 29 * 86_400_000).toISOString(),
    allowList: [],
    enabled: true,
  };
  await expect(
    createKeyVerb(owner, { ...input, requestId: crypto.randomUUID(), maximum: 21, expiresAt: null }),
  ).rejects.toMatchObject({ fields: { maximum: /at most 20/, expiresAt: /within 30 days/ } });
  const made = (await createKeyVerb(owner, input)).provisioningKey.expose();
  expect(made.split("|")[1]).toBe("enroll.halden.example:8443");
  await enroll(made);
  expect((await getSettings(owner, {})).otherHosts).toContain("localhost:8443");
});

test("an edit has its audit row with before and after, and nothing is written when nothing changes", async () => {
  await change({ name: "Halden Energy & Sons", viewOrExportDefault: false });
  const [row] = await prisma.auditEvent.findMany({
    where: { action: "settings.edited" },
    orderBy: { seq: "desc" },
    take: 1,
  });
  expect(row).toMatchObject({
    actorName: "Ines Okafor",
    before: { name: "Latchkey", viewOrExportDefault: true },
    after: { name: "Halden Energy & Sons", viewOrExportDefault: false },
  });
  const before = await prisma.auditEvent.count();
  expect(await change({})).toMatchObject({ changed: false });
  expect(await prisma.auditEvent.count()).toBe(before);
});

test("of two who save at once the second is told who was first and what is saved now", async () => {
  const admin = await createActor(prisma, "OWNER", "Jonas Brandt");
  const { otherHosts: _hosts, configuredHost: _host, ...seen } = await getSettings(owner, {});
  const form = { ...seen, enrollmentHost: "" };
  const results = await Promise.allSettled([
    updateSettings(owner, { ...form, certificateLifetimeDays: 90 }),
    updateSettings(admin, { ...form, certificateLifetimeDays: 91 }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = results.find((result) => result.status === "rejected");
  expect(refused?.reason).toMatchObject({
    code: "conflict",
    details: { changedBy: expect.stringMatching(/Ines|Jonas/), current: { version: seen.version + 1 } },
  });
});

test("everybody signed in reads, only an owner writes, and each wrong field is named", async () => {
  for (const role of ["ADMIN", "VIEWER"] as const) {
    const actor = await createActor(prisma, role);
    const { otherHosts: _hosts, configuredHost: _host, ...seen } = await getSettings(actor, {});
    await expect(updateSettings(actor, { ...seen, enrollmentHost: "" })).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(getSettings({ ...systemActor("x"), kind: "anonymous" }, {})).rejects.toMatchObject({
    code: "unauthenticated",
  });
  await expect(
    change({ name: " ", enrollmentHost: "https://x", certificateLifetimeDays: 0, maximumUpperBound: 1.5 }),
  ).rejects.toMatchObject({
    code: "invalid",
    fields: {
      name: "Enter a name.",
      enrollmentHost: expect.any(String),
      certificateLifetimeDays: expect.stringContaining("from 1 to 3,650"),
      maximumUpperBound: expect.any(String),
    },
  });
});
