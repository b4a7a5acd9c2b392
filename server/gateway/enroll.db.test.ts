import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { derToPem } from "@/lib/pki/pem";
import { createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import type { Gateway } from "@/server/gateway/start";
import { callGateway } from "@/server/gateway/testing/call-gateway";
import { countUses, exactly } from "@/server/gateway/testing/invariants";

let gateway: Gateway;
let ca: string;
const folder = mkdtempSync(join(tmpdir(), "latchkey-enroll-"));

beforeAll(async () => {
  await seedTenant();
  const { rootCertificate } = await prisma.tenant.findFirstOrThrow({ include: { rootCertificate: true } });
  ca = derToPem("CERTIFICATE", rootCertificate?.certificate ?? Buffer.alloc(0));
  vi.stubEnv("ENROLL_PORT", "0");
  vi.stubEnv("ENROLL_HOST", "127.0.0.1");
  vi.stubEnv("ENROLL_FAILURES_PER_MINUTE", "100000");
  vi.resetModules();
  const { startGateway } = await import("@/server/gateway/start");
  gateway = await startGateway();
});

afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const csr = () => createCsr(generatePrivateKey(), "fra1-app-01");
const enroll = (body: unknown, headers?: Record<string, string>) =>
  callGateway({ port: gateway.port, ca }, { path: "/v1/enroll", body, ...(headers && { headers }) });

describe("an accepted enrollment", () => {
  test("gives a client certificate that openssl verifies, CRL included", async () => {
    const key = await createKey(prisma, { maximum: 2 });
    const answer = await enroll({
      provisioningKey: key.keyString,
      csr: csr(),
      hostname: "fra1-app-01",
      platform: "linux x64",
      version: "0.1.0",
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ state: "active", replayed: false });
    const certificate = new X509Certificate(String(answer.json.certificate));
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(certificate.serialNumber.toLowerCase()).toBe(answer.json.serialNumber);
    const crlPath = /URI:https:\/\/[^/]+(\/v1\/crl\/[0-9a-f-]+)/.exec(text(String(answer.json.certificate)))?.[1] ?? "";
    const crl = await callGatewayBytes(crlPath);
    const files = { leaf: String(answer.json.certificate), chain: String(answer.json.chain), root: ca };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, "crl.der"), crl);
    execFileSync("openssl", ["crl", "-inform", "DER", "-in", "crl.der", "-out", "crl.pem"], {
      cwd: folder,
      stdio: "pipe",
    });
    const verify = [
      "verify",
      "-x509_strict",
      "-purpose",
      "sslclient",
      "-CAfile",
      "root",
      "-untrusted",
      "chain",
      "-CRLfile",
      "crl.pem",
      "-crl_check",
      "leaf",
    ];
    expect(execFileSync("openssl", verify, { cwd: folder, encoding: "utf8" })).toBe("leaf: OK\n");
    expect(await countUses(key.id)).toEqual(exactly(1));
    const connector = await prisma.connector.findFirstOrThrow({ where: { keyId: key.id } });
    expect(connector).toMatchObject({
      name: `${(await keyRow(key.id)).name}-1`,
      hostname: "fra1-app-01",
      platform: "linux x64",
      state: "ACTIVE",
    });
  });

  test("is repeated for the same key and public key: five cut answers cost one use and give the same bytes", async () => {
    const key = await createKey(prisma, { maximum: 1 });
    const body = { provisioningKey: key.keyString, csr: csr() };
    for (let count = 0; count < 5; count += 1) await sendAndCut(body);
    await vi.waitUntil(async () => (await countUses(key.id)).used === 1, { timeout: 10_000 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => enroll(body)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.json.certificate)).size).toBe(1);
    expect(answers.every((answer) => answer.json.replayed === true)).toBe(true);
    expect(await countUses(key.id)).toEqual(exactly(1));
  });

  test("names the connector after a key of 240 characters of four bytes", async () => {
    const name = "𠮷".repeat(240);
    const key = await createKey(prisma, { name });
    const answer = await enroll({ provisioningKey: key.keyString, csr: csr() });
    expect([answer.status, answer.json.connectorName]).toEqual([200, `${name}-1`]);
  });

  test("that reaches the maximum writes one limit event", async () => {
    const key = await createKey(prisma, { maximum: 1 });
    await enroll({ provisioningKey: key.keyString, csr: csr() });
    expect(await prisma.auditEvent.count({ where: { action: "key.limit_reached", targetId: key.id } })).toBe(1);
  });

  test("from outside the group's allow list waits: the use is counted, no certificate exists, a repeat waits too", async () => {
    const key = await createKey(prisma, { group: await createGroup(prisma, { allowList: ["203.0.113.0/24"] }) });
    const body = { provisioningKey: key.keyString, csr: csr() };
    const first = await enroll(body);
    expect(first.status).toBe(202);
    expect(first.headers["retry-after"]).toBe("60");
    expect(first.json).toMatchObject({ state: "pending" });
    expect(first.json.certificate).toBeUndefined();
    const again = await enroll(body);
    expect(again.status).toBe(202);
    expect(again.json.connectorId).toBe(first.json.connectorId);
    expect(await countUses(key.id)).toEqual({ ...exactly(1), certificates: 0, serials: 0 });
  });
});

describe("a refused enrollment costs no use and says why", () => {
  const past = new Date(Date.now() - 60_000);
  test.each([
    ["key_disabled", 403, async () => ({ enabled: false })],
    ["group_disabled", 403, async () => ({ group: await createGroup(prisma, { enabled: false }) })],
    ["key_expired", 403, async () => ({ expiresAt: past })],
    ["key_exhausted", 403, async () => ({ maximum: 3, used: 3 })],
    ["ip_not_allowed", 403, async () => ({ allowList: ["203.0.113.7/32"] })],
  ] as const)("%s", async (code, status, wish) => {
    const key = await createKey(prisma, await wish());
    const before = (await keyRow(key.id)).used;
    const answer = await enroll({ provisioningKey: key.keyString, csr: csr() });
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect((await keyRow(key.id)).used).toBe(before);
    expect(await prisma.auditEvent.count({ where: { action: "enrollment.refused", targetId: key.id } })).toBe(1);
  });

  test("a deleted key and one that never existed answer the same, byte for byte but the request id", async () => {
    const deleted = await createKey(prisma);
    await prisma.provisioningKey.update({ where: { id: deleted.id }, data: { deletedAt: new Date() } });
    const never = await createKey(prisma);
    await prisma.provisioningKeySecret.deleteMany({ where: { keyId: never.id } });
    const answers = await Promise.all(
      [deleted, never].map((key) => enroll({ provisioningKey: key.keyString, csr: csr() })),
    );
    const texts = answers.map((answer) => answer.text.replace(/"requestId":"[^"]+"/, ""));
    expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
    expect(texts[0]).toBe(texts[1]);
    expect(answers[0]?.json.code).toBe("key_unknown");
  });

  test("a public key that another key enrolled, and one that comes back from other hardware", async () => {
    const [one, two] = await Promise.all([createKey(prisma), createKey(prisma)]);
    const request = csr();
    await enroll({ provisioningKey: one.keyString, csr: request, fingerprint: "board-1" });
    const foreign = await enroll({ provisioningKey: two.keyString, csr: request });
    const moved = await enroll({ provisioningKey: one.keyString, csr: request, fingerprint: "board-2" });
    expect([foreign, moved].map((answer) => [answer.status, answer.json.code])).toEqual([
      [409, "public_key_in_use"],
      [409, "public_key_in_use"],
    ]);
    expect((await keyRow(two.id)).used).toBe(0);
    expect(await countUses(one.id)).toEqual(exactly(1));
  });

  test.each([
    ["connector_revoked", { revokedAt: past }],
    ["connector_revoked", { deletedAt: past }],
    ["connector_disabled", { enabled: false }],
  ] as const)("a repeat after the connector ended: %s %o", async (code, change) => {
    const key = await createKey(prisma);
    const body = { provisioningKey: key.keyString, csr: csr() };
    await enroll(body);
    await prisma.connector.updateMany({ where: { keyId: key.id }, data: change });
    const answer = await enroll(body);
    expect([answer.status, answer.json.code]).toEqual([403, code]);
    expect((await keyRow(key.id)).used).toBe(1);
  });

  test("a signing certificate that may not sign", async () => {
    const key = await createKey(prisma);
    const service = await prisma.signingCertificate.findFirstOrThrow({ where: { name: "Service Edge" } });
    await prisma.signingCertificate.update({ where: { id: service.id }, data: { signingAllowed: false } });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { signingCertificateId: service.id } });
    const answer = await enroll({ provisioningKey: key.keyString, csr: csr() });
    expect([answer.status, answer.json.code]).toEqual([403, "signing_certificate_unusable"]);
    expect((await keyRow(key.id)).used).toBe(0);
  });
});

describe("bad input gets a clear 4xx and changes nothing", () => {
  const bad: [string, (key: string, request: string) => unknown, number, string][] = [
    [
      "a key with a wrong character",
      (key, request) => ({ provisioningKey: swap(key), csr: request }),
      400,
      "key_malformed",
    ],
    ["a shortened key", (key, request) => ({ provisioningKey: key.slice(0, -9), csr: request }), 400, "key_malformed"],
    [
      "a key under another host",
      (key, request) => ({
        provisioningKey: key.replace("api.private.example.com", "api.private.example.org"),
        csr: request,
      }),
      400,
      "key_malformed",
    ],
    ["no key", (_key, request) => ({ provisioningKey: "", csr: request }), 400, "key_malformed"],
    ["a garbage CSR", (key) => ({ provisioningKey: key, csr: "garbage" }), 400, "csr_invalid"],
    [
      "a CSR with a NUL byte",
      (key, request) => ({ provisioningKey: key, csr: `${request}\u0000` }),
      400,
      "csr_invalid",
    ],
    ["a CSR over 16 KiB", (key) => ({ provisioningKey: key, csr: "A".repeat(16 * 1024 + 1) }), 413, "body_too_large"],
    ["a body over 64 KiB", (key) => ({ provisioningKey: key, csr: "A".repeat(70_000) }), 413, "body_too_large"],
    ["a body of 10 MB", () => "x".repeat(10_000_000), 413, "body_too_large"],
    [
      "an unknown field",
      (key, request) => ({ provisioningKey: key, csr: request, admin: true }),
      400,
      "request_invalid",
    ],
    [
      "an object for a key",
      (_key, request) => ({ provisioningKey: { contains: "" }, csr: request }),
      400,
      "request_invalid",
    ],
    [
      "a NUL in the host name",
      (key, request) => ({ provisioningKey: key, csr: request, hostname: "a\u0000b" }),
      400,
      "request_invalid",
    ],
    [
      "a lone surrogate",
      (key, request) =>
        `{"provisioningKey":${JSON.stringify(key)},"csr":${JSON.stringify(request)},"hostname":"\\ud800"}`,
      400,
      "request_invalid",
    ],
    [
      "10,000 characters of host name",
      (key, request) => ({ provisioningKey: key, csr: request, hostname: "x".repeat(10_000) }),
      400,
      "request_invalid",
    ],
    ["broken JSON", () => '{"provisioningKey":', 400, "request_invalid"],
    ["an array", () => "[]", 400, "request_invalid"],
    ["an empty body", () => "", 400, "request_invalid"],
  ];
  test.each(bad)("%s", async (_name, body, status, code) => {
    const key = await createKey(prisma, { maximum: 5 });
    const answer = await enroll(body(key.keyString, csr()));
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect(answer.json.requestId).toBe(answer.headers["x-request-id"]);
    expect(answer.text).not.toContain(key.keyString.slice(-60));
    expect(await countUses(key.id)).toEqual(exactly(0));
  });

  test("another content type, method or path", async () => {
    const typed = await enroll("a=b", { "content-type": "application/x-www-form-urlencoded" });
    const method = await callGateway({ port: gateway.port, ca }, { path: "/v1/enroll", method: "PUT" });
    const path = await callGateway({ port: gateway.port, ca }, { path: "/v1/enroll/../admin%00" });
    expect([typed.json.code, method.json.code, path.json.code]).toEqual([
      "unsupported_media_type",
      "method_not_allowed",
      "not_found",
    ]);
    expect(method.headers.allow).toBe("POST");
  });
});

test("the trust chain begins with the Root whose public key is the pin", async () => {
  const answer = await callGateway({ port: gateway.port, ca }, { path: "/v1/ca" });
  expect(answer.status).toBe(200);
  expect(answer.text.startsWith(ca)).toBe(true);
});

test("an address that keeps failing is answered 429 with Retry-After, and an accepted one is not counted", async () => {
  vi.stubEnv("ENROLL_FAILURES_PER_MINUTE", "3");
  vi.resetModules();
  const { startGateway } = await import("@/server/gateway/start");
  const strict = await startGateway();
  const key = await createKey(prisma);
  const call = (body: unknown) => callGateway({ port: strict.port, ca }, { path: "/v1/enroll", body });
  for (let count = 0; count < 5; count += 1)
    expect((await call({ provisioningKey: key.keyString, csr: csr() })).status).toBe(200);
  for (let count = 0; count < 3; count += 1) expect((await call({ provisioningKey: "1|x", csr: "" })).status).toBe(400);
  const limited = await call({ provisioningKey: key.keyString, csr: csr() });
  expect([limited.status, limited.json.code]).toEqual([429, "rate_limited"]);
  expect(Number(limited.headers["retry-after"])).toBeGreaterThan(0);
  await strict.close();
});

test("health answers without naming a version", async () => {
  const live = await callGateway({ port: gateway.port, ca }, { path: "/health/live" });
  const ready = await callGateway({ port: gateway.port, ca }, { path: "/health/ready" });
  expect([live.text, ready.text]).toEqual(['{"status":"ok"}', '{"status":"ok"}']);
});

const keyRow = (id: string) => prisma.provisioningKey.findUniqueOrThrow({ where: { id } });
const text = (pem: string) => execFileSync("openssl", ["x509", "-noout", "-text"], { input: pem, encoding: "utf8" });

/** Changes one character in the middle of the third field. */
function swap(key: string): string {
  const at = key.length - 40;
  return key.slice(0, at) + (key[at] === "A" ? "B" : "A") + key.slice(at + 1);
}

/** Sends an enrollment whole and drops the connection as soon as it is sent. */
function sendAndCut(body: unknown): Promise<void> {
  const payload = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port: gateway.port, servername: "localhost", ca }, () => {
      const head = `POST /v1/enroll HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(payload)}\r\n\r\n`;
      socket.end(head + payload, () => {
        socket.destroy();
        resolve();
      });
    });
    socket.on("error", reject);
  });
}

async function callGatewayBytes(path: string): Promise<Buffer> {
  const { request } = await import("node:https");
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", servername: "localhost", port: gateway.port, ca, agent: false, path }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => resolve(Buffer.concat(chunks)));
    })
      .on("error", reject)
      .end();
  });
}
