import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runCli } from "@/cli/run-cli";
import { prisma } from "@/lib/db";
import { approveConnector } from "@/lib/services/connectors/approve";
import { removeConnector } from "@/lib/services/connectors/remove";
import { computeConnectorStatus } from "@/lib/services/connectors/status";
import { createActor, createGroup, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { callGateway } from "@/server/gateway/testing/call-gateway";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { readRoot } from "@/server/gateway/testing/read-root";

const folder = mkdtempSync(join(tmpdir(), "latchkey-life-"));
let gateway: GatewayProcess;
let ca: string;
const SHORT = { CONNECTOR_CERTIFICATE_SECONDS: "20" };

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  await prisma.tenant.updateMany({ data: { heartbeatInterval: 1 } });
  gateway = await startGatewayProcess(SHORT);
});

afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command line in this process until it ends by itself or `stop` is called. */
function start(name: string, keyString: string, command = "run") {
  const keyFile = join(folder, `${name}.key`);
  writeFileSync(keyFile, keyString, { mode: 0o600 });
  const stop = new AbortController();
  const lines: string[] = [];
  const args = [command, "--key-file", keyFile, "--state-dir", join(folder, name), "--hostname", name];
  const streams = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) };
  const code = runCli(args, { ...streams, input: Readable.from([]), listenForStop: () => stop.signal });
  return { code, lines, stop: () => stop.abort() };
}

const until = (check: () => Promise<boolean>) => vi.waitUntil(check, { timeout: 45_000, interval: 100 });
const connectorOf = (keyId: string) =>
  prisma.connector.findFirst({ where: { keyId }, include: { certificates: true, group: true } });

async function statusOf(keyId: string) {
  const row = await connectorOf(keyId);
  const [{ now } = { now: new Date(0) }] = await prisma.$queryRaw<{ now: Date }[]>`SELECT now() AS "now"`;
  if (!row) return "none";
  const ends = row.certificates.map(({ notAfter }) => notAfter.getTime());
  return computeConnectorStatus({
    ...row,
    groupEnabled: row.group.enabled,
    certificateNotAfter: ends.length > 0 ? new Date(Math.max(...ends)) : null,
    heartbeatIntervalSeconds: 1,
    now,
  }).status;
}

describe("the life of a connector", () => {
  test("enrolls, reports, outlives a killed gateway, renews, is deleted: openssl and its status agree at each step", async () => {
    const key = await createKey(prisma, { host: `localhost:${gateway.port}`, maximum: 1 });
    const connector = start("fra1-app-01", key.keyString);
    await until(async () => (await statusOf(key.id)) === "connected");
    const first = await connectorOf(key.id);
    expect(await checkByList("fra1-app-01")).toBe("OK");

    const { port } = gateway;
    await gateway.stop("SIGKILL");
    await until(async () => (await statusOf(key.id)) === "disconnected");
    gateway = { ...(await startGatewayProcess({ ...SHORT, ENROLL_PORT: String(port) })), port };
    await until(async () => (await statusOf(key.id)) === "connected");
    await until(async () => ((await connectorOf(key.id))?.renewals ?? 0) >= 1);
    expect(await checkByList("fra1-app-01")).toBe("OK");
    const later = await connectorOf(key.id);
    expect([later?.id, await prisma.connector.count({ where: { keyId: key.id } })]).toEqual([first?.id, 1]);
    expect(later).toMatchObject({ hostname: "fra1-app-01", softwareVersion: "0.1.0", publicIp: "127.0.0.1" });

    await removeConnector(await createActor(prisma, "ADMIN"), { id: first?.id ?? "" });
    expect(await connector.code).toBe(3);
    expect(connector.lines.join("\n")).toContain("Reason: connector_revoked.");
    expect(await checkByList("fra1-app-01")).toBe("revoked");
    const said = connector.lines.filter((line) => line.includes("Reason: unreachable")).length;
    expect(said).toBe(1);
  });

  test("one that waits for approval has no certificate until then, and is connected soon after", async () => {
    const group = await createGroup(prisma, { allowList: ["203.0.113.0/24"] });
    const key = await createKey(prisma, { host: `localhost:${gateway.port}`, group });
    const waiting = start("waits", key.keyString, "enroll");
    expect(await waiting.code).toBe(0);
    expect(await statusOf(key.id)).toBe("pending");
    await approveConnector(await createActor(prisma, "ADMIN"), { id: (await connectorOf(key.id))?.id ?? "" });
    expect(await statusOf(key.id)).toBe("waiting");
    const approved = start("waits", key.keyString);
    await until(async () => (await statusOf(key.id)) === "connected");
    approved.stop();
    expect(await approved.code).toBe(0);
    expect(approved.lines.at(-1)).toBe("notice:Stopped.");
  });
});

/** What openssl says of the certificate in a state directory, by the list that the gateway serves at its distribution point. */
async function checkByList(name: string): Promise<string> {
  const at = (file: string) => join(folder, name, file);
  const text = execFileSync("openssl", ["x509", "-in", at("certificate.pem"), "-noout", "-text"], { encoding: "utf8" });
  const path = /URI:https:\/\/[^/]+(\/v1\/crl\/[0-9a-f-]+)/.exec(text)?.[1] ?? "";
  const answer = await callGateway({ port: gateway.port, ca }, { path, bytes: true });
  writeFileSync(at("crl.der"), Buffer.from(answer.text, "latin1"));
  execFileSync("openssl", ["crl", "-inform", "DER", "-in", at("crl.der"), "-out", at("crl.pem")]);
  const files = ["-CAfile", at("root.pem"), "-untrusted", at("chain.pem"), "-CRLfile", at("crl.pem")];
  const run = spawnSync("openssl", ["verify", ...files, "-crl_check", at("certificate.pem")], { encoding: "utf8" });
  if (run.status === 0) return "OK";
  return run.stderr.includes("certificate revoked") ? "revoked" : run.stderr;
}
