import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { removeConnector } from "@/lib/services/connectors/remove";
import { revokeConnector } from "@/lib/services/connectors/revoke-one";
import { switchConnector } from "@/lib/services/connectors/switch";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { type Answer, type ClientIdentity, callGateway } from "@/server/gateway/testing/call-gateway";
import { enrollConnector } from "@/server/gateway/testing/enroll-connector";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { makeIssuer } from "@/server/gateway/testing/make-issuer";
import { readRoot } from "@/server/gateway/testing/read-root";

let gateways: GatewayProcess[];
let ca: string;
const folder = mkdtempSync(join(tmpdir(), "latchkey-renew-"));

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  gateways = await Promise.all([startGatewayProcess(), startGatewayProcess()]);
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const at = (index: number) => ({ port: gateways[index % 2]?.port ?? 0, ca });
const enroll = async (key?: { keyString: string }, more: object = {}) =>
  await enrollConnector(at(0), (key ?? (await createKey(prisma))).keyString, more);
const renew = (client: ClientIdentity | undefined, body: object, index = 0): Promise<Answer> =>
  callGateway(at(index), { path: "/v1/renew", body, ...(client && { client }) });
const beat = async (client: ClientIdentity, index = 0) =>
  (await callGateway(at(index), { path: "/v1/heartbeat", body: {}, client })).status;
const certificates = (connectorId: string) => prisma.connectorCertificate.count({ where: { connectorId } });
const told = ({ status, json }: Answer) => `${status} ${json.code}`;

describe("a renewal", () => {
  test("with the same key gives another certificate that verifies; both work, no use is taken, one audit row tells it", async () => {
    const key = await createKey(prisma, { maximum: 1 });
    const client = await enroll(key);
    const answer = await renew(client, { csr: client.csr });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ connectorId: client.id, state: "active", replayed: false });
    const [old, fresh] = [client.certificate, String(answer.json.certificate)].map((pem) => new X509Certificate(pem));
    expect(fresh?.serialNumber).not.toBe(old?.serialNumber);
    expect([fresh?.subject, fresh?.subjectAltName]).toEqual([old?.subject, old?.subjectAltName]);
    writeFileSync(join(folder, "leaf"), String(answer.json.certificate));
    writeFileSync(join(folder, "chain"), String(answer.json.chain));
    writeFileSync(join(folder, "root"), ca);
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
    const renewed = { ...client, certificate: String(answer.json.certificate) };
    expect([await beat(client), await beat(renewed, 1)]).toEqual([200, 200]);
    const { used } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id }, select: { used: true } });
    expect(used).toBe(1);
    const rows = await prisma.auditEvent.findMany({ where: { action: "connector.renewed", targetId: client.id } });
    expect(rows.map(({ before, after }) => [before, after])).toEqual([
      [
        { serial: client.serial },
        { serial: answer.json.serialNumber, notAfter: String(answer.json.notAfter).replace(".000", "") },
      ],
    ]);
  });

  test("with a fresh key binds that key to the connector for good", async () => {
    const [client, neighbour] = await Promise.all([enroll(), enroll()]);
    const privateKey = generatePrivateKey();
    const csr = createCsr(privateKey, "fresh");
    const answer = await renew(client, { csr });
    expect(answer.status).toBe(200);
    expect(await beat({ certificate: String(answer.json.certificate), privateKey })).toBe(200);
    expect(told(await renew(neighbour, { csr }))).toBe("409 public_key_in_use");
    const key = await createKey(prisma);
    const enrolled = await callGateway(at(0), { path: "/v1/enroll", body: { provisioningKey: key.keyString, csr } });
    expect(told(enrolled)).toBe("409 public_key_in_use");
  });

  test("whose answer was lost is repeated: twenty at once over two instances issue one certificate", async () => {
    for (const csrOf of [(own: string) => own, () => createCsr(generatePrivateKey(), "fresh")]) {
      const client = await enroll();
      const csr = csrOf(client.csr);
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => renew(client, { csr }, index)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ json }) => json.certificate)).size).toBe(1);
      expect(answers.filter(({ json }) => json.replayed === false)).toHaveLength(1);
      expect(await certificates(client.id)).toBe(2);
    }
  });

  test("uses the signing certificate that the key has now, and works when the key is exhausted, expired and deleted", async () => {
    const key = await createKey(prisma, { maximum: 1 });
    const client = await enroll(key);
    const first = await renew(client, { csr: client.csr });
    const issuer = await makeIssuer(new Date(Math.floor(Date.now() / 1000) * 1000 + 30 * 86_400_000));
    await prisma.provisioningKey.update({
      where: { id: key.id },
      data: { signingCertificateId: issuer, expiresAt: new Date(0), deletedAt: new Date() },
    });
    const second = await renew(client, { csr: client.csr });
    expect([second.status, second.json.replayed]).toEqual([200, false]);
    expect(second.json.chain).not.toBe(first.json.chain);
    const { serialNumber } = second.json;
    const stored = await prisma.connectorCertificate.findUniqueOrThrow({ where: { serial: String(serialNumber) } });
    expect(stored.signingCertificateId).toBe(issuer);
  });

  test("by a certificate that may not sign any more is refused, and the old certificate goes on", async () => {
    const key = await createKey(prisma);
    const client = await enroll(key);
    const issuer = await makeIssuer(new Date(Math.floor(Date.now() / 1000) * 1000 + 86_400_000));
    await prisma.signingCertificate.update({ where: { id: issuer }, data: { signingAllowed: false } });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { signingCertificateId: issuer } });
    expect(told(await renew(client, { csr: client.csr }))).toBe("403 signing_certificate_unusable");
    expect(await beat(client)).toBe(200);
  });

  test("is due at two thirds of a life that the environment shortens", async () => {
    const short = await startGatewayProcess({ CONNECTOR_CERTIFICATE_SECONDS: "60" });
    try {
      const key = await createKey(prisma);
      const client = await enrollConnector({ port: short.port, ca }, key.keyString);
      const { json } = await callGateway(
        { port: short.port, ca },
        { path: "/v1/renew", body: { csr: client.csr }, client },
      );
      const life = Date.parse(String(json.notAfter)) - Date.parse(String(json.notBefore));
      expect(life / 1000).toBeGreaterThanOrEqual(60);
      expect(life / 1000).toBeLessThanOrEqual(64);
      const share = (Date.parse(String(json.renewAfter)) - Date.parse(String(json.notBefore))) / life;
      expect(Math.abs(share - 2 / 3)).toBeLessThan(0.02);
    } finally {
      await short.stop();
    }
  });

  test("in a loop ends with 429 before it fills the table", async () => {
    const client = await enroll();
    const answers: Answer[] = [];
    for (let current: ClientIdentity = client; answers.length < 61; ) {
      const answer = await renew(current, { csr: client.csr });
      answers.push(answer);
      if (answer.status !== 200) break;
      current = { ...client, certificate: String(answer.json.certificate) };
    }
    expect(told(answers.at(-1) as Answer)).toBe("429 rate_limited");
    expect(Number(answers.at(-1)?.headers["retry-after"])).toBeGreaterThan(0);
    expect(await certificates(client.id)).toBe(60);
  });

  test.each([
    [{ csr: "nonsense" }, "400 csr_invalid"],
    [{}, "400 request_invalid"],
    [{ csr: "x", provisioningKey: "y" }, "400 request_invalid"],
    [{ csr: "A".repeat(20_000) }, "413 body_too_large"],
  ])("that sends something else is refused: %#", async (body, code) => {
    expect(told(await renew(await enroll(), body))).toBe(code);
  });
});

describe("refused at once on both instances, without a certificate issued", () => {
  test("one of other hardware", async () => {
    const client = await enroll(undefined, { fingerprint: "board-1" });
    expect(told(await renew(client, { csr: client.csr, fingerprint: "board-2" }))).toBe("409 public_key_in_use");
    expect(await certificates(client.id)).toBe(1);
  });

  test("a connector that was revoked, deleted or disabled in the portal", async () => {
    const admin = await createActor(prisma, "ADMIN");
    for (const [end, code] of [
      [(id: string) => revokeConnector(admin, { id }), "403 connector_revoked"],
      [(id: string) => removeConnector(admin, { id }), "403 connector_revoked"],
      [(id: string) => switchConnector(admin, { id, enabled: false }), "403 connector_disabled"],
    ] as const) {
      const client = await enroll();
      await end(client.id);
      for (const index of [0, 1]) expect(told(await renew(client, { csr: client.csr }, index))).toBe(code);
      expect([await beat(client, 0), await beat(client, 1)]).toEqual([403, 403]);
      expect(await certificates(client.id)).toBe(1);
    }
  });

  test("a revocation among renewals leaves no certificate that is not revoked", async () => {
    const admin = await createActor(prisma, "ADMIN");
    const clients = await Promise.all(Array.from({ length: 8 }, () => enroll()));
    await Promise.all(
      clients.flatMap((client, index) => [
        ...[0, 1, 2].map((turn) =>
          renew(client, { csr: createCsr(generatePrivateKey(), `fresh-${turn}`) }, index + turn),
        ),
        revokeConnector(admin, { id: client.id }),
      ]),
    );
    const left = await prisma.connectorCertificate.count({
      where: { connectorId: { in: clients.map(({ id }) => id) }, revokedAt: null },
    });
    expect(left).toBe(0);
  });
});
