import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { getRevocationList } from "@/lib/enrollment/revocation-list";
import { derToPem } from "@/lib/pki/pem";
import { createKey } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";
import { callGateway } from "@/server/gateway/testing/call-gateway";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { makeIssuer } from "@/server/gateway/testing/make-issuer";
import { readRoot } from "@/server/gateway/testing/read-root";

const folder = mkdtempSync(join(tmpdir(), "latchkey-crl-"));
let gateway: GatewayProcess;
let ca: string;
let issuerId: string;

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  gateway = await startGatewayProcess();
  const issuer = await prisma.signingCertificate.findFirstOrThrow({ where: { name: "Connector" } });
  issuerId = issuer.id;
  writeFileSync(join(folder, "issuer.pem"), derToPem("CERTIFICATE", issuer.certificate ?? Buffer.alloc(0)));
});

afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

const keys = { current: "" };
beforeEach(async () => {
  keys.current = (await createKey(prisma, { maximum: null })).keyString;
});

const enroll = async () => {
  const body = { provisioningKey: keys.current, csr: createCsr(generatePrivateKey(), "crl") };
  const answer = await callGateway({ port: gateway.port, ca }, { path: "/v1/enroll", body });
  return String(answer.json.serialNumber);
};
const fetchList = () => callGateway({ port: gateway.port, ca }, { path: `/v1/crl/${issuerId}` });

/** Reads the list as stored with openssl, which verifies its signature first. */
async function readList(): Promise<{ number: bigint; serials: Set<string> }> {
  const row = await prisma.certificateRevocationList.findUniqueOrThrow({ where: { signingCertificateId: issuerId } });
  const run = (...args: string[]) =>
    execFileSync("openssl", ["crl", "-inform", "DER", ...args], {
      input: row.der ?? Buffer.alloc(0),
      encoding: "utf8",
      cwd: folder,
      stdio: ["pipe", "pipe", "pipe"],
    });
  const text = run("-CAfile", "issuer.pem", "-verify", "-text", "-noout");
  const serials = [...text.matchAll(/Serial Number: ([0-9A-F]+)/g)].map(([, serial]) => (serial ?? "").toLowerCase());
  return { number: row.number, serials: new Set(serials) };
}

test("lists fetched at once while another transaction revokes miss no revocation, and the number only rises", async () => {
  const serials = await Promise.all(Array.from({ length: 6 }, enroll));
  const numbers: bigint[] = [];
  await fetchList();
  for (const [index, serial] of serials.entries()) {
    const revoker = await ownerClient();
    await revoker.query("BEGIN");
    await revoker.query(
      "UPDATE connector_certificates SET revoked_at = now(), revocation_reason = 1 WHERE serial = $1",
      [serial],
    );
    // Half of the fetches begin while the revocation is not yet committed.
    const early = Array.from({ length: 5 }, fetchList);
    await Promise.race(early);
    await revoker.query("COMMIT");
    await revoker.end();
    const answers = await Promise.all([...early, ...Array.from({ length: 5 }, fetchList)]);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    const list = await readList();
    expect([...list.serials].sort()).toEqual(serials.slice(0, index + 1).sort());
    numbers.push(list.number);
  }
  expect(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0n))).toBe(true);
  const before = await readList();
  await Promise.all(Array.from({ length: 10 }, fetchList));
  expect((await readList()).number).toBe(before.number);
});

test("a signing certificate that may not issue any more still publishes revocations and answers repeats", async () => {
  const body = { provisioningKey: keys.current, csr: createCsr(generatePrivateKey(), "kept") };
  const call = () => callGateway({ port: gateway.port, ca }, { path: "/v1/enroll", body });
  const first = await call();
  const revoked = await enroll();
  // A process of its own, which has not loaded the certificate yet.
  await prisma.signingCertificate.update({ where: { id: issuerId }, data: { signingAllowed: false } });
  const other = await startGatewayProcess();
  try {
    await prisma.connectorCertificate.update({ where: { serial: revoked }, data: { revokedAt: new Date() } });
    const list = await callGateway({ port: other.port, ca }, { path: `/v1/crl/${issuerId}` });
    expect(list.status).toBe(200);
    expect((await readList()).serials).toContain(revoked);
    const repeat = await callGateway({ port: other.port, ca }, { path: "/v1/enroll", body });
    expect([repeat.status, repeat.json.certificate]).toEqual([200, first.json.certificate]);
    const fresh = { ...body, csr: createCsr(generatePrivateKey(), "new") };
    const refused = await callGateway({ port: other.port, ca }, { path: "/v1/enroll", body: fresh });
    expect(refused.json.code).toBe("signing_certificate_unusable");
  } finally {
    await prisma.signingCertificate.update({ where: { id: issuerId }, data: { signingAllowed: true } });
    await other.stop();
  }
});

test("near the issuer's end a list is not signed anew for each request, and a certificate ends with its issuer", async () => {
  const soon = new Date(Math.floor(Date.now() / 1000) * 1000 + 3 * 3_600_000);
  const id = await makeIssuer(soon);
  const first = await getRevocationList(id);
  const again = await getRevocationList(id);
  expect(first?.nextUpdate).toEqual(soon);
  expect(again?.der.equals(first?.der ?? Buffer.alloc(0))).toBe(true);
  const key = await createKey(prisma);
  await prisma.provisioningKey.update({ where: { id: key.id }, data: { signingCertificateId: id } });
  const body = { provisioningKey: key.keyString, csr: createCsr(generatePrivateKey(), "late") };
  const answer = await callGateway({ port: gateway.port, ca }, { path: "/v1/enroll", body });
  expect([answer.status, answer.json.notAfter]).toEqual([200, soon.toISOString()]);
});

test("a revoked certificate stays on the list for two days after it expired", async () => {
  const serial = await enroll();
  const day = 86_400_000;
  const end = (days: number) => ({ notBefore: new Date(0), notAfter: new Date(Date.now() - days * day) });
  const change = { revokedAt: new Date() };
  await prisma.connectorCertificate.update({ where: { serial }, data: { ...change, ...end(1) } });
  await fetchList();
  expect((await readList()).serials).toContain(serial);
  await prisma.connectorCertificate.update({ where: { serial }, data: { revokedAt: new Date(0), ...end(3) } });
  await fetchList();
  expect((await readList()).serials).not.toContain(serial);
});
