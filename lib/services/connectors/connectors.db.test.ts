import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { type EnrollAnswer, enroll } from "@/lib/enrollment/enroll";
import { getRevocationList } from "@/lib/enrollment/revocation-list";
import { derToPem } from "@/lib/pki/pem";
import type { UserActor } from "@/lib/services/actor";
import { approveConnector } from "@/lib/services/connectors/approve";
import { declineConnector } from "@/lib/services/connectors/decline";
import { removeConnector } from "@/lib/services/connectors/remove";
import { revokeConnector } from "@/lib/services/connectors/revoke-one";
import { switchConnector } from "@/lib/services/connectors/switch";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { makeIssuer } from "@/server/gateway/testing/make-issuer";
import { readRoot } from "@/server/gateway/testing/read-root";

const folder = mkdtempSync(join(tmpdir(), "latchkey-connectors-"));
let admin: UserActor;
let viewer: UserActor;
let root: string;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN", "Ada");
  viewer = await createActor(prisma, "VIEWER", "Vera");
  root = await readRoot();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const caller = { ip: "192.0.2.77", userAgent: "test", requestId: "request-1" };
const newCsr = () => createCsr(generatePrivateKey(), "connector.example");
const ask = (key: { keyString: string }, csr: string): Promise<EnrollAnswer> =>
  enroll({ provisioningKey: key.keyString, csr }, caller, () => undefined);
/** A key whose group takes connectors from elsewhere only after approval. */
const guardedKey = async () =>
  createKey(prisma, { group: await createGroup(prisma, { allowList: ["203.0.113.0/24"] }) });
const actionsOf = async (targetId: string) =>
  (await prisma.auditEvent.findMany({ where: { targetId }, orderBy: { seq: "asc" } })).map(
    ({ action, actorName }) => `${action} by ${actorName}`,
  );
async function enrollActive() {
  const answer = await ask(await createKey(prisma), newCsr());
  if (answer.state !== "active") throw new Error("it waits for approval");
  return answer;
}

describe("approveConnector", () => {
  it("issues the certificate for the key that waited, and the same request gets it, each time the same", async () => {
    const key = await guardedKey();
    const csr = newCsr();
    const waiting = await ask(key, csr);
    expect(waiting.state).toBe("pending");
    const { serial } = await approveConnector(admin, { id: waiting.connectorId });
    const [first, second] = [await ask(key, csr), await ask(key, csr)];
    expect(first).toMatchObject({
      state: "active",
      connectorId: waiting.connectorId,
      serialNumber: serial,
      replayed: true,
    });
    expect(second).toEqual(first);
    writeFileSync(join(folder, "leaf"), first.state === "active" ? first.certificate : "");
    writeFileSync(join(folder, "chain"), first.state === "active" ? first.chain : "");
    writeFileSync(join(folder, "root"), root);
    const verify = [
      "verify",
      "-x509_strict",
      "-purpose",
      "sslclient",
      "-CAfile",
      "root",
      "-untrusted",
      "chain",
      "leaf",
    ];
    expect(execFileSync("openssl", verify, { cwd: folder, encoding: "utf8" })).toBe("leaf: OK\n");
    expect(await actionsOf(waiting.connectorId)).toEqual(["connector.approved by Ada"]);
    const { used } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id }, select: { used: true } });
    expect(used).toBe(1);
  });

  it("happens once, also when two administrators do it at the same moment", async () => {
    const waiting = await ask(await guardedKey(), newCsr());
    const both = await Promise.allSettled([
      approveConnector(admin, { id: waiting.connectorId }),
      approveConnector(admin, { id: waiting.connectorId }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await prisma.connectorCertificate.count({ where: { connectorId: waiting.connectorId } })).toBe(1);
    await expect(declineConnector(admin, { id: waiting.connectorId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("changes nothing when the signing certificate cannot sign or the key was deleted", async () => {
    const key = await guardedKey();
    const { connectorId: id } = await ask(key, newCsr());
    const signingCertificateId = await makeIssuer(new Date(Math.floor(Date.now() / 1000) * 1000 + 86_400_000));
    await prisma.signingCertificate.update({ where: { id: signingCertificateId }, data: { signingAllowed: false } });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { signingCertificateId } });
    await expect(approveConnector(admin, { id })).rejects.toMatchObject({ code: "conflict" });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { deletedAt: new Date() } });
    await expect(approveConnector(admin, { id })).rejects.toThrow("Restore the key first");
    expect(await prisma.connector.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "PENDING", version: 1 });
    expect(await actionsOf(id)).toEqual([]);
  });
});

describe("declineConnector", () => {
  it("ends the wait for good: the connector is told that it was revoked, and its use stays counted", async () => {
    const key = await guardedKey();
    const csr = newCsr();
    const { connectorId: id } = await ask(key, csr);
    await declineConnector(admin, { id });
    await expect(ask(key, csr)).rejects.toMatchObject({ code: "connector_revoked" });
    await expect(approveConnector(admin, { id })).rejects.toMatchObject({ code: "conflict" });
    expect(await actionsOf(id)).toEqual(["connector.declined by Ada"]);
    const { used } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id }, select: { used: true } });
    expect(used).toBe(1);
  });
});

describe("revocation", () => {
  it("is on the next list with its reason, and openssl agrees; a certificate that stands passes", async () => {
    const [revoked, deleted, kept] = [await enrollActive(), await enrollActive(), await enrollActive()];
    expect(verify(kept, await readList(kept.serialNumber))).toBe("OK");
    expect(verify(revoked, await readList(revoked.serialNumber))).toBe("OK");
    await revokeConnector(admin, { id: revoked.connectorId });
    await removeConnector(admin, { id: deleted.connectorId });
    const list = await readList(kept.serialNumber);
    expect([revoked, deleted, kept].map((answer) => verify(answer, list))).toEqual(["revoked", "revoked", "OK"]);
    writeFileSync(join(folder, "crl.pem"), list);
    const text = execFileSync("openssl", ["crl", "-in", "crl.pem", "-text", "-noout"], {
      cwd: folder,
      encoding: "utf8",
    });
    const reasonOf = (serial: string) =>
      text.split(serial.toUpperCase())[1]?.match(/Reason Code:[^\n]*\n\s*([^\n]+)/)?.[1];
    expect(reasonOf(revoked.serialNumber)).toBe("Privilege Withdrawn");
    expect(reasonOf(deleted.serialNumber)).toBe("Cessation Of Operation");
    expect(text).toMatch(/X509v3 CRL Number:/);
    expect(text).toMatch(/X509v3 Authority Key Identifier:/);
    expect(await actionsOf(revoked.connectorId)).toEqual(["connector.revoked by Ada"]);
    expect(await actionsOf(deleted.connectorId)).toEqual(["connector.deleted by Ada"]);
  });

  it("happens once; a deleted connector is not found any more, and its request again is refused", async () => {
    const key = await createKey(prisma);
    const csr = newCsr();
    const { connectorId: id } = await ask(key, csr);
    expect(await revokeConnector(admin, { id })).toMatchObject({ changed: true });
    expect(await revokeConnector(admin, { id })).toMatchObject({ changed: false });
    await removeConnector(admin, { id });
    await expect(removeConnector(admin, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(ask(key, csr)).rejects.toMatchObject({ code: "connector_revoked" });
    expect(await actionsOf(id)).toEqual(["connector.revoked by Ada", "connector.deleted by Ada"]);
  });
});

it("switchConnector writes one row for a change and none for the state it is in already", async () => {
  const { connectorId: id } = await enrollActive();
  for (const enabled of [false, false, true, true]) await switchConnector(admin, { id, enabled });
  expect(await actionsOf(id)).toEqual(["connector.disabled by Ada", "connector.enabled by Ada"]);
});

it.each([
  ["approve", approveConnector],
  ["decline", declineConnector],
  ["revoke", revokeConnector],
  ["remove", removeConnector],
  ["switch", (actor: UserActor, input: { id: string }) => switchConnector(actor, { ...input, enabled: false })],
] as const)("%s is not for viewers", async (_name, run) => {
  const { connectorId: id } = await enrollActive();
  await expect(run(viewer, { id })).rejects.toMatchObject({ code: "forbidden" });
  expect(await actionsOf(id)).toEqual([]);
});

/** The revocation list of who issued a certificate, PEM. */
async function readList(serial: string): Promise<string> {
  const row = await prisma.connectorCertificate.findUniqueOrThrow({ where: { serial } });
  const list = await getRevocationList(row.signingCertificateId);
  return derToPem("X509 CRL", list?.der ?? Buffer.alloc(0));
}

/** What openssl says of a certificate by a revocation list. */
function verify(answer: { certificate: string; chain: string }, list: string): string {
  const files = { leaf: answer.certificate, chain: answer.chain, root, "crl.pem": list };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const options = ["-CAfile", "root", "-untrusted", "chain", "-CRLfile", "crl.pem", "-crl_check", "leaf"];
  const run = spawnSync("openssl", ["verify", ...options], { cwd: folder, encoding: "utf8" });
  if (run.status === 0) return "OK";
  return run.stderr.includes("certificate revoked") ? "revoked" : run.stderr;
}
