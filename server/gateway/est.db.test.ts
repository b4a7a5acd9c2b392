import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { derToPem } from "@/lib/pki/pem";
import { approveConnector } from "@/lib/services/connectors/approve";
import { removeConnector } from "@/lib/services/connectors/remove";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { callGateway } from "@/server/gateway/testing/call-gateway";
import { type EstResult, listEstClients } from "@/server/gateway/testing/est-clients";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { countUses, exactly } from "@/server/gateway/testing/invariants";
import { makeIssuer } from "@/server/gateway/testing/make-issuer";
import { readRoot } from "@/server/gateway/testing/read-root";

const folder = mkdtempSync(join(tmpdir(), "latchkey-est-"));
let gateway: GatewayProcess;
let ca: string;

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  gateway = await startGatewayProcess();
});

afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

const BASE = "/.well-known/est";
const clients = listEstClients(() => ({ folder, ca, url: `https://localhost:${gateway.port}${BASE}` }));
const basic = (password: string, user = "any") => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
});
const pkcs10 = { "content-type": "application/pkcs10" };
const newIdentity = () => {
  const privateKey = generatePrivateKey();
  const csr = createCsr(privateKey, "est.example");
  return { privateKey, csr, pem: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
};
const oneLine = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, "");
const call = (path: string, options: Omit<Parameters<typeof callGateway>[1], "path"> = {}) =>
  callGateway({ port: gateway.port, ca }, { path: `${BASE}/${path}`, ...options });
const enroll = (password: string, body = oneLine(newIdentity().csr)) =>
  call("simpleenroll", { body, headers: { ...pkcs10, ...basic(password) } });
const succeed = (result: EstResult) => {
  if ("failure" in result) throw new Error(result.failure);
  return result.certificate;
};

describe.each(clients)("$name", ({ fetchCas, enroll: enrollBy, reenroll: reenrollBy }) => {
  test("enrolls, re-enrolls also when the key is exhausted, and both verify under the CAs it fetched", async () => {
    const key = await createKey(prisma, { maximum: 1 });
    const own = newIdentity();
    writeFileSync(join(folder, "cas"), fetchCas());
    const first = succeed(enrollBy(own.csr, key.keyString));
    expect(await countUses(key.id)).toEqual(exactly(1));
    const next = newIdentity();
    const second = succeed(reenrollBy(next.csr, { certificate: first, privateKey: own.pem }));
    const again = succeed(reenrollBy(next.csr, { certificate: second, privateKey: next.pem }));
    for (const [name, pem] of Object.entries({ first, second, again })) {
      writeFileSync(join(folder, name), pem);
      const verify = ["verify", "-purpose", "sslclient", "-CAfile", "cas", name];
      expect(execFileSync("openssl", verify, { cwd: folder, encoding: "utf8" })).toBe(`${name}: OK\n`);
    }
    const [one, two] = [first, second].map((pem) => new X509Certificate(pem));
    expect(one?.checkPrivateKey(own.privateKey) && two?.checkPrivateKey(next.privateKey)).toBe(true);
    expect(two?.subject).toBe(one?.subject);
    expect(await prisma.provisioningKey.findUnique({ where: { id: key.id } })).toMatchObject({ used: 1 });
    const connector = await prisma.connector.findFirstOrThrow({ where: { keyId: key.id } });
    expect(connector).toMatchObject({ hostname: "est.example", renewals: 2 });
    expect(connector.lastSeenAt).not.toBeNull();
  });

  test("is refused with an exhausted key, and when its connector was deleted", async () => {
    const spent = await createKey(prisma, { state: "exhausted" });
    expect(enrollBy(newIdentity().csr, spent.keyString)).toHaveProperty("failure");
    const key = await createKey(prisma);
    const own = newIdentity();
    const certificate = succeed(enrollBy(own.csr, key.keyString));
    const { id } = await prisma.connector.findFirstOrThrow({ where: { keyId: key.id } });
    await removeConnector(await createActor(prisma, "ADMIN"), { id });
    expect(reenrollBy(own.csr, { certificate, privateKey: own.pem })).toHaveProperty("failure");
    expect(await prisma.connectorCertificate.count({ where: { connectorId: id } })).toBe(1);
  });
});

describe("answers are what common clients can read", () => {
  test("cacerts needs no authentication, has the Root, and stays within one TLS record however many CAs there are", async () => {
    for (let index = 0; index < 25; index += 1) await makeIssuer(new Date(Date.now() + 86_400_000 * 30));
    const answer = await call("cacerts");
    expectPlain(answer, "application/pkcs7-mime; smime-type=certs-only");
    expect(Buffer.byteLength(answer.text) + headerLength(answer)).toBeLessThan(14_000);
    const roots = certificatesOf(answer.text).map((pem) => new X509Certificate(pem));
    expect(roots.map(({ fingerprint256 }) => fingerprint256)).toContain(new X509Certificate(ca).fingerprint256);
    const { certificate } = await prisma.signingCertificate.findFirstOrThrow({ where: { name: "Connector" } });
    const connectorCa = new X509Certificate(certificate ?? Buffer.alloc(0)).fingerprint256;
    expect(roots.map(({ fingerprint256 }) => fingerprint256)).toContain(connectorCa);
  });

  test("csrattrs is an empty list: nothing is asked of a CSR", async () => {
    const answer = await call("csrattrs");
    expectPlain(answer, "application/csrattrs");
    expect(answer.text).toBe("MAA=");
  });

  test("simpleenroll takes one line, wrapped lines, PEM and DER, the whole key or its third field, and any user name", async () => {
    const key = await createKey(prisma, { maximum: null });
    const third = key.keyString.split("|")[2] ?? "";
    const wrapped = newIdentity().csr.split("\n").slice(1, -2).join("\r\n");
    expectPlain(await enroll(key.keyString), "application/pkcs7-mime; smime-type=certs-only");
    for (const [password, body] of [
      [third, oneLine(newIdentity().csr)],
      [key.keyString, wrapped],
      [key.keyString, newIdentity().csr],
      [key.keyString.replace(key.host, key.host.toUpperCase()), oneLine(newIdentity().csr)],
    ] as const) {
      const answer = await enroll(password, body);
      expect([answer.status, certificatesOf(answer.text).length]).toEqual([200, 1]);
    }
    const headers = { ...pkcs10, ...basic(key.keyString, "") };
    expect((await call("simpleenroll", { body: oneLine(newIdentity().csr), headers })).status).toBe(200);
    expect(await countUses(key.id)).toEqual(exactly(6));
  });

  test("a repeated request gets the same certificate and costs no use, by EST and by /v1/enroll", async () => {
    const key = await createKey(prisma, { maximum: 1 });
    const { csr } = newIdentity();
    const answers = await Promise.all(Array.from({ length: 8 }, () => enroll(key.keyString, oneLine(csr))));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const body = { provisioningKey: key.keyString, csr };
    const json = (await callGateway({ port: gateway.port, ca }, { path: "/v1/enroll", body })).json;
    expect([json.replayed, json.certificate]).toEqual([true, certificatesOf(answers[0]?.text ?? "")[0]]);
    expect(await countUses(key.id)).toEqual(exactly(1));
  });
});

describe("refusals have the codes of /v1/enroll", () => {
  test("401 without a key asks for Basic, and with an unknown one too; the address is not counted for asking", async () => {
    const strict = await startGatewayProcess({ ENROLL_FAILURES_PER_MINUTE: "2" });
    try {
      const ask = (headers: Record<string, string>) =>
        callGateway(
          { port: strict.port, ca },
          { path: `${BASE}/simpleenroll`, body: oneLine(newIdentity().csr), headers: { ...pkcs10, ...headers } },
        );
      for (let index = 0; index < 5; index += 1) {
        const answer = await ask({});
        expect([answer.status, answer.json.code]).toEqual([401, "key_unknown"]);
        expect(answer.headers["www-authenticate"]).toMatch(/^Basic realm=/);
      }
      const unknown = await createKey(prisma);
      await prisma.provisioningKey.update({ where: { id: unknown.id }, data: { deletedAt: new Date() } });
      for (const password of [unknown.keyString, unknown.keyString.split("|")[2] ?? ""]) {
        const answer = await ask(basic(password));
        expect([answer.status, answer.json.code]).toEqual([401, "key_unknown"]);
        expect(answer.headers["www-authenticate"]).toMatch(/^Basic realm=/);
      }
      expect((await ask(basic(unknown.keyString))).json.code).toBe("rate_limited");
    } finally {
      await strict.stop();
    }
  });

  test("a damaged key, CSR, media type and method", async () => {
    const key = await createKey(prisma);
    const body = oneLine(newIdentity().csr);
    const third = key.keyString.split("|")[2] ?? "";
    const code = async (answer: Promise<{ status: number; json: Record<string, unknown> }>) =>
      `${(await answer).status} ${(await answer).json.code}`;
    expect(await code(enroll("hunter2"))).toBe("400 key_malformed");
    expect(await code(enroll(key.keyString.slice(0, -9)))).toBe("400 key_malformed");
    expect(await code(enroll(`${third.slice(0, 112)}AA==`))).toBe("400 key_malformed");
    expect(await code(enroll(key.keyString, "bm9uc2Vuc2U="))).toBe("400 csr_invalid");
    expect(await code(enroll(key.keyString, ""))).toBe("400 request_invalid");
    const json = call("simpleenroll", { body: { csr: body }, headers: basic(key.keyString) });
    expect(await code(json)).toBe("415 unsupported_media_type");
    expect(await code(call("simpleenroll"))).toBe("405 method_not_allowed");
    expect(await countUses(key.id)).toEqual(exactly(0));
  });

  test("one that waits is answered 202 with Retry-After until it is approved", async () => {
    const key = await createKey(prisma, { group: await createGroup(prisma, { allowList: ["203.0.113.0/24"] }) });
    const { csr } = newIdentity();
    const waiting = await enroll(key.keyString, oneLine(csr));
    expect([waiting.status, waiting.headers["retry-after"], waiting.headers["transfer-encoding"]]).toEqual([
      202,
      "60",
      undefined,
    ]);
    const { id } = await prisma.connector.findFirstOrThrow({ where: { keyId: key.id } });
    await approveConnector(await createActor(prisma, "ADMIN"), { id });
    expect((await enroll(key.keyString, oneLine(csr))).status).toBe(200);
    expect(await countUses(key.id)).toEqual(exactly(1));
  });

  test("simplereenroll without a client certificate: a password does not help", async () => {
    const key = await createKey(prisma, { maximum: null });
    const { csr } = newIdentity();
    expect((await enroll(key.keyString, oneLine(csr))).status).toBe(200);
    const headers = { ...pkcs10, ...basic(key.keyString) };
    const answer = await call("simplereenroll", { body: oneLine(csr), headers });
    expect([answer.status, answer.json.code]).toEqual([401, "certificate_invalid"]);
  });
});

type Plain = Awaited<ReturnType<typeof callGateway>>;

function headerLength({ headers }: Plain): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + String(value).length + 4, 0);
}

/** Status 200, base64 in one line, its length told, short headers. */
function expectPlain(answer: Plain, type: string): void {
  expect([answer.status, answer.headers["content-type"]]).toEqual([200, type]);
  expect(answer.text).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
  expect(answer.headers["content-length"]).toBe(String(answer.text.length));
  expect([answer.headers["transfer-encoding"], answer.headers["content-transfer-encoding"]]).toEqual([
    undefined,
    "base64",
  ]);
  expect(headerLength(answer)).toBeLessThan(1024);
}

/** The certificates of a base64 PKCS#7 answer, as openssl reads them: PEM in the form of our own. */
function certificatesOf(text: string): string[] {
  const input = Buffer.from(text, "base64");
  const pems = execFileSync("openssl", ["pkcs7", "-inform", "DER", "-print_certs"], { input, encoding: "utf8" });
  const blocks = pems.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => derToPem("CERTIFICATE", new X509Certificate(block).raw));
}
