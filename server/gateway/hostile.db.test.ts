import { Agent, request as httpsRequest } from "node:https";
import { connect as connectTcp } from "node:net";
import { connect as connectTls } from "node:tls";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { callGateway } from "@/server/gateway/testing/call-gateway";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { countUses, exactly } from "@/server/gateway/testing/invariants";
import { readRoot } from "@/server/gateway/testing/read-root";

const MUTATIONS = 5_000;
const AT_ONCE = 25;
const SLOW_END_MS = 15_000;
let gateway: GatewayProcess;
let ca: string;
let agent: Agent;
let slow: Promise<{ name: string; took: number }[]>;

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  gateway = await startGatewayProcess({ LOG_LEVEL: "trace", ENROLL_FAILURES_PER_MINUTE: "1000000" });
  agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  slow = Promise.all([
    timeUntilClosed("a connection without a handshake", "tcp", []),
    timeUntilClosed("a handshake without a request", "tls", []),
    timeUntilClosed("headers in drips", "tls", ["GET /v1/ca HTTP/1.1\r\n", "host: a\r\n", "x-a: 1\r\n", "x-b: 2\r\n"]),
    timeUntilClosed("a body that does not come", "tls", [
      "POST /v1/enroll HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{",
    ]),
  ]);
});

afterAll(async () => {
  agent.destroy();
  await gateway.stop();
});

/** Sends pieces half a second apart and waits for the other side to close. Out: milliseconds that took. */
function timeUntilClosed(name: string, kind: "tcp" | "tls", pieces: string[]): Promise<{ name: string; took: number }> {
  const begun = performance.now();
  const at = { host: "127.0.0.1", port: gateway.port };
  const socket = kind === "tcp" ? connectTcp(at) : connectTls({ ...at, servername: "localhost", ca });
  const left = [...pieces];
  const drip = setInterval(() => {
    const piece = left.shift();
    if (piece !== undefined && socket.writable) socket.write(piece);
  }, 500);
  return new Promise((resolve) => {
    socket.on("error", () => undefined);
    socket.on("data", () => undefined);
    socket.once("close", () => {
      clearInterval(drip);
      resolve({ name, took: performance.now() - begun });
    });
  });
}

/** Sends bytes as they are over TLS. Out: all that came back until the gateway closed or had answered once. */
function sendRaw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connectTls({ host: "127.0.0.1", port: gateway.port, servername: "localhost", ca }, () => {
      socket.write(bytes);
    });
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      if (answer.includes("\r\n\r\n") && /\}\s*$/.test(answer)) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.once("close", () => resolve(answer));
  });
}

/** One request over kept connections. Out: its status and body. */
function send(method: string, path: string, body: string | Buffer | undefined, headers: Record<string, string>) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const options = {
      host: "127.0.0.1",
      port: gateway.port,
      servername: "localhost",
      ca,
      agent,
      method,
      path,
      headers,
    };
    const outgoing = httpsRequest(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const json = { "content-type": "application/json" };
const csr = () => createCsr(generatePrivateKey(), "hostile");
const problem = (answer: string) => JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4)) as { code?: string };

test.each([
  ["garbage", "GARBAGE\r\n\r\n", 400],
  ["an HTTP version that is none", "GET / HTTP/9.9\r\n\r\n", 400],
  [
    "two lengths",
    "POST /v1/enroll HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}",
    400,
  ],
  ["a broken chunk", "POST /v1/enroll HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n", 400],
  ["a header of 20 KB", `GET / HTTP/1.1\r\nhost: a\r\nx: ${"a".repeat(20_000)}\r\n\r\n`, 431],
  [
    "3,000 headers",
    `GET / HTTP/1.1\r\nhost: a\r\n${Array.from({ length: 3_000 }, (_, n) => `a${n}: 1`).join("\r\n")}\r\n\r\n`,
    431,
  ],
  ["a path that is no URL", "GET /% HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", 400],
  ["NUL in a header", "GET / HTTP/1.1\r\nhost: a\r\nx: \0\r\n\r\n", 400],
])("%s is answered with a problem", async (_name, bytes, status) => {
  const answer = await sendRaw(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer.toLowerCase()).toContain("content-type: application/problem+json");
  expect(answer.toLowerCase()).toContain("x-request-id: ");
  expect(problem(answer).code).toBe("request_invalid");
});

test("no other method, path or encoding of an enrollment is ever accepted", async () => {
  const key = await createKey(prisma);
  const body = JSON.stringify({ provisioningKey: key.keyString, csr: csr() });
  const methods = ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "SEARCH", "M-SEARCH", "GET"];
  const paths = [
    "/v1/enroll/",
    "/v1/enroll/.",
    "//v1/enroll",
    "/V1/ENROLL",
    "/v1/enroll%00",
    "/v1/enroll;a",
    "/v1/enroll%2f",
    "/v1/../v1/enroll",
    "/v2/enroll",
    "/",
  ];
  const types = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=a",
    "application/problem+json",
    "*/*",
  ];
  const answers = await Promise.all([
    ...methods.map((method) =>
      send(method, "/v1/enroll", method === "GET" || method === "HEAD" ? undefined : body, json),
    ),
    ...paths.map((path) => send("POST", path, body, json)),
    ...types.map((type) => send("POST", "/v1/enroll", body, { "content-type": type })),
    send("POST", "/v1/enroll", gzipSync(body), { ...json, "content-encoding": "gzip" }),
    send("POST", "/v1/enroll", gzipSync(Buffer.alloc(30_000_000)), { ...json, "content-encoding": "gzip" }),
    send("POST", "/v1/enroll", "x".repeat(100_000), { ...json, "transfer-encoding": "chunked" }),
    send("POST", "/v1/enroll", Buffer.from([0xff, 0xfe, 0x00]), json),
  ]);
  const statuses = answers.map((answer) => answer.status);
  expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
  expect(await countUses(key.id)).toEqual(exactly(0));
});

const EST = "/.well-known/est";
const pkcs10 = { "content-type": "application/pkcs10" };
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString("base64")}`;

test("canary secrets in every place never come back: not in answers, logs or audit rows", async () => {
  const key = await createKey(prisma);
  const canary = key.keyString;
  const secret = canary.slice(-70, -20);
  const request = csr();
  const good = { provisioningKey: canary, csr: request };
  const answers = await Promise.all([
    send("POST", "/v1/enroll", JSON.stringify({ ...good, [canary]: 1 }), json),
    send("POST", "/v1/enroll", JSON.stringify({ ...good, csr: canary }), json),
    send("POST", "/v1/enroll", JSON.stringify({ ...good, hostname: `${canary}\u0001` }), json),
    send("POST", "/v1/enroll", JSON.stringify({ ...good, provisioningKey: `${canary}A` }), json),
    send("POST", "/v1/enroll", `{"provisioningKey":"${canary}"`, json),
    send("POST", "/v1/enroll", canary, json),
    send("POST", "/v1/enroll", JSON.stringify(good), { "content-type": canary.replaceAll("|", "/") }),
    send("GET", `/v1/enroll?key=${encodeURIComponent(canary)}`, undefined, { "x-key": canary }),
    send("GET", `/v1/crl/${encodeURIComponent(canary)}`, undefined, { authorization: `Basic ${canary}` }),
    send("POST", "/v1/enroll", JSON.stringify({ ...good, csr: "x" }), { ...json, "user-agent": `curl ${canary}` }),
    send("POST", `${EST}/simpleenroll`, "x", { ...pkcs10, authorization: basic(`any:${canary}`) }),
    send("POST", `${EST}/simpleenroll`, request, { ...pkcs10, authorization: basic(`${canary}:wrong`) }),
    send("POST", `${EST}/simpleenroll`, canary, { ...pkcs10, authorization: basic(`any:${canary}A`) }),
    send("POST", `${EST}/simpleenroll`, request, { ...pkcs10, authorization: `Basic ${canary}` }),
    send("POST", `${EST}/simplereenroll`, canary, pkcs10),
    send("POST", "/v1/heartbeat", JSON.stringify({ hostname: canary, [canary]: canary }), json),
    send("POST", "/v1/renew", JSON.stringify({ csr: canary }), json),
    send("POST", "/v1/enroll", JSON.stringify(good), { ...json, "user-agent": canary }),
  ]);
  expect(answers.at(-1)?.status).toBe(200);
  expect(answers.filter((answer) => answer.text.includes(secret))).toEqual([]);
  expect(await sendRaw(`${canary}\r\n\r\n`)).not.toContain(secret);
  expect(gateway.output()).not.toContain(secret);
  expect(gateway.output()).not.toContain(basic(`any:${canary}`).slice(20, 60));
  const audited = await prisma.auditEvent.findMany({ select: { userAgent: true, targetName: true, after: true } });
  expect(JSON.stringify(audited)).not.toContain(secret);
});

test(`${MUTATIONS} mutated requests: never a 5xx, never a use, and the same process answers`, async () => {
  const key = await createKey(prisma, { maximum: null });
  const pid = gateway.child.pid;
  const good = JSON.stringify({ provisioningKey: key.keyString, csr: csr(), hostname: "a", version: "1" });
  const edit = fc.record({
    at: fc.nat({ max: good.length - 1 }),
    length: fc.nat({ max: 12 }),
    put: fc.oneof(
      fc.string({ maxLength: 6, unit: "binary" }),
      fc.constantFrom("\\u0000", '"', "{", "\\ud800", "|", "="),
    ),
  });
  const body = fc.oneof(
    { weight: 6, arbitrary: fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => edits.reduce(apply, good)) },
    {
      weight: 2,
      arbitrary: fc
        .dictionary(fc.constantFrom("provisioningKey", "csr", "fingerprint", "__proto__", "x"), fc.jsonValue())
        .map((value) => JSON.stringify(value)),
    },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
  );
  // The one request that must be accepted is taken out: an edit may put back what was there.
  const bodies = fc.sample(body, { numRuns: MUTATIONS, seed: 20_261 }).filter((text) => text !== good);
  const statuses = new Map<number, number>();
  for (let from = 0; from < bodies.length; from += AT_ONCE) {
    const answers = await Promise.all(
      bodies.slice(from, from + AT_ONCE).map((text) => send("POST", "/v1/enroll", text, json)),
    );
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  // Some edits only change the host name or white space: those enroll, once for the one public key.
  const accepted = statuses.get(200) ?? 0;
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  expect(await countUses(key.id)).toEqual(exactly(accepted > 0 ? 1 : 0));
  expect([gateway.child.pid, gateway.child.exitCode]).toEqual([pid, null]);
  expect((await callGateway({ port: gateway.port, ca }, { path: "/health/ready" })).status).toBe(200);
});

test("an unknown key and a deleted one take the same time", async () => {
  const deleted = await createKey(prisma, { deletedAt: new Date() });
  const unknown = await createKey(prisma);
  await prisma.provisioningKeySecret.deleteMany({ where: { keyId: unknown.id } });
  const request = csr();
  const times: Record<"deleted" | "unknown", number[]> = { deleted: [], unknown: [] };
  for (let round = 0; round < 150; round += 1) {
    for (const [name, key] of [
      ["deleted", deleted],
      ["unknown", unknown],
    ] as const) {
      const begun = performance.now();
      await send("POST", "/v1/enroll", JSON.stringify({ provisioningKey: key.keyString, csr: request }), json);
      times[name].push(performance.now() - begun);
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  expect(Math.abs(median(times.deleted) - median(times.unknown))).toBeLessThan(2);
});

test("clients that are slow on purpose are closed while all of the above was served", async () => {
  const late = (await slow).filter(({ took }) => took > SLOW_END_MS);
  expect(late).toEqual([]);
});

function apply(text: string, { at, length, put }: { at: number; length: number; put: string }): string {
  return text.slice(0, at) + put + text.slice(at + length);
}
