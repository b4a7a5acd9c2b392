import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createConsole } from "./console";
import { openConnector } from "./enrollment-state";
import { deriveMachineIdentity } from "./machine-fingerprint";
import { type RunOptions, type RunResult, runConnector } from "./run-connector";
import { showStatus } from "./show-status";
import { createMemoryStore, type StateStore } from "./state";
import { runEnrollment } from "./testing/connector";
import { describeEnrollment, type ReceivedRequest, sendJson, sendProblem, startGateway } from "./testing/gateway";
import { type Authority, createAuthority, generateKey, issueServer } from "./testing/pki";

type Answer = { status: number; code?: string; body?: object; headers?: Record<string, string> };

const machine = deriveMachineIdentity("machine of this test");
const closing: (() => Promise<void>)[] = [];
let root: Authority;
let issuer: Authority;

beforeAll(() => {
  root = createAuthority("Test Root");
  issuer = createAuthority("Test Connector CA", root);
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** An enrolled connector and a gateway that answers each later request as `script` says, by path and count of requests to it. */
async function enrolled(script: (request: ReceivedRequest, count: number) => Answer) {
  const counts: Record<string, number> = {};
  const gateway = await startGateway({
    identity: issueServer(root),
    chain: root.pem,
    tls: { requestCert: true, rejectUnauthorized: false },
    enroll: (request, response) => {
      if (request.path === "/v1/enroll") {
        const enrollment = describeEnrollment(issuer, [issuer, root], JSON.parse(request.body).csr);
        return sendJson(response, 200, { ...enrollment, renewAfter: inHours(10) });
      }
      const count = (counts[request.path] ?? 0) + 1;
      counts[request.path] = count;
      const { status, code, body, headers } = script(request, count);
      if (code) sendProblem(response, status, code, headers);
      else sendJson(response, status, body ?? {}, headers);
    },
  });
  closing.push(gateway.close);
  const { store } = await runEnrollment(generateKey(`localhost:${gateway.port}`, root), { machine });
  return { gateway, store };
}

/** Runs with a clock that jumps ahead instead of waiting, until `waits` waits are over. */
async function run(store: StateStore, waits: number, change: Partial<RunOptions> = {}) {
  const lines: string[] = [];
  const waited: number[] = [];
  let time = Date.now();
  const result: RunResult = await runConnector({
    store,
    machine,
    console: createConsole((line) => lines.push(line)),
    makeReport: () => ({
      hostname: "h",
      platform: "linux x64",
      version: "0.1.0",
      addresses: ["10.0.0.7"],
      uptimeSeconds: 60,
      instanceId: "0192f0c1-3333-7333-8444-555566667777",
    }),
    now: () => new Date(time),
    wait: async (delay) => {
      waited.push(Math.round(delay));
      time += delay;
    },
    isStopped: () => waited.length >= waits,
    random: () => 0.5,
    limits: { connectTimeout: 5_000, answerTimeout: 5_000, maxBytes: 100_000 },
    ...change,
  });
  return { result, lines, waited };
}

const beat = (more: object = {}): Answer => ({
  status: 200,
  body: { connectorName: "AWS Oregon-1", heartbeatSeconds: 30, duplicate: false, ...more },
});
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const told = (lines: string[], part: string) => lines.filter((line) => line.includes(part)).length;

describe("runConnector", () => {
  it("reports over mutual TLS as often as it is told, says once that it is connected, and stops when told", async () => {
    const { gateway, store } = await enrolled(() => beat({ heartbeatSeconds: 45 }));
    const { result, lines, waited } = await run(store, 3);
    expect(result).toEqual({ status: "stopped" });
    expect(waited).toEqual([45_000, 45_000, 45_000]);
    const open = await openConnector(store, machine, new Date());
    const beats = gateway.requests.filter(({ path }) => path === "/v1/heartbeat");
    expect(beats.map(({ client }) => client?.serialNumber)).toEqual(Array(3).fill(open?.certificate.serialNumber));
    expect(JSON.parse(beats[0]?.body ?? "")).toMatchObject({
      fingerprint: machine.fingerprint,
      addresses: ["10.0.0.7"],
      uptimeSeconds: 60,
    });
    expect([told(lines, "Connected to"), lines.at(-1)]).toEqual([1, "notice:Stopped."]);
  });

  it("survives refusals of the moment, a gateway that is gone and one that cannot be trusted, and comes back", async () => {
    const answers: Answer[] = [
      beat(),
      { status: 503, code: "unavailable", headers: { "retry-after": "7" } },
      { status: 503, code: "unavailable", headers: { "retry-after": "7" } },
      { status: 500, code: "internal" },
      { status: 200, body: {} },
      { status: 403, code: "connector_disabled" },
      { status: 403, code: "group_disabled" },
      beat(),
    ];
    const { store } = await enrolled((_request, count) => answers[count - 1] ?? beat());
    const { result, lines, waited } = await run(store, answers.length);
    expect(result).toEqual({ status: "stopped" });
    expect(waited).toEqual([30_000, 5_250, 5_250, 3_000, 30_000, 750, 1_500, 30_000]);
    expect(told(lines, "Reason: unavailable.")).toBe(1);
    expect(told(lines, "Reason: connector_disabled.")).toBe(1);
    expect(told(lines, "Connected to")).toBe(3);
  });

  it("keeps trying while nobody answers, ever more slowly, and says so once", async () => {
    const { gateway, store } = await enrolled(() => beat());
    await gateway.close();
    const { result, lines, waited } = await run(store, 8);
    expect(result).toEqual({ status: "stopped" });
    expect(waited).toEqual([750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000]);
    expect(told(lines, "Reason: unreachable.")).toBe(1);
  });

  it.each(["connector_revoked", "certificate_invalid", "public_key_in_use"])("ends for good with %s", async (code) => {
    const status = { connector_revoked: 403, certificate_invalid: 401, public_key_in_use: 409 }[code] ?? 403;
    const { store } = await enrolled((_request, count) => (count === 1 ? beat() : { status, code }));
    const { result, lines } = await run(store, 99);
    expect(result).toEqual({ status: "refused", code });
    expect(lines.at(-1)).toMatch(/^notice:What to do: /);
    expect(await store.read("run.json")).toBeNull();
  });

  it("says once that a copy of its state directory reports too", async () => {
    const { store } = await enrolled((_request, count) => beat({ duplicate: count > 1 }));
    const { lines } = await run(store, 5);
    expect([told(lines, "Reason: duplicate."), told(lines, "Connected to")]).toEqual([1, 1]);
  });

  it("renews when the gateway says so, reports with the new certificate at once, and keeps it for the next start", async () => {
    const other = createAuthority("Another Connector CA", root);
    const { gateway, store } = await enrolled((request, count) => {
      if (request.path === "/v1/heartbeat") return beat({ renewAfter: count === 1 ? inHours(-1) : inHours(100) });
      const { csr } = JSON.parse(request.body);
      return { status: 200, body: { ...describeEnrollment(other, [other, root], csr), renewAfter: inHours(20) } };
    });
    const before = await openConnector(store, machine, new Date());
    const { lines } = await run(store, 3);
    const after = await openConnector(store, machine, new Date());
    const serials = gateway.requests.slice(-4).map(({ path, client }) => [path, client?.serialNumber]);
    const [old, fresh] = [before?.certificate.serialNumber, after?.certificate.serialNumber];
    expect(fresh).not.toBe(old);
    expect(serials).toEqual([
      ["/v1/heartbeat", old],
      ["/v1/renew", old],
      ["/v1/heartbeat", fresh],
      ["/v1/heartbeat", fresh],
    ]);
    expect(after?.chain).toBe(`${(other.pem + root.pem).trim()}\n`);
    expect(told(lines, "Certificate renewed")).toBe(1);
    expect((await showStatus(store, machine, new Date())).lines.join("\n")).toContain(fresh);
  });

  it("keeps its certificate when the new one does not fit, goes on reporting, and tries again later", async () => {
    const foreign = createAuthority("Foreign Root");
    const { gateway, store } = await enrolled((request) => {
      if (request.path === "/v1/heartbeat") return beat({ renewAfter: inHours(-1) });
      return { status: 200, body: describeEnrollment(foreign, [issuer], JSON.parse(request.body).csr) };
    });
    const before = await openConnector(store, machine, new Date());
    const { result, lines } = await run(store, 40);
    expect(result).toEqual({ status: "stopped" });
    expect((await openConnector(store, machine, new Date()))?.certificate.serialNumber).toBe(
      before?.certificate.serialNumber,
    );
    expect(told(lines, "Renewal failed. Reason: certificate_rejected.")).toBe(1);
    const count = (path: string) => gateway.requests.filter((request) => request.path === path).length;
    expect(count("/v1/heartbeat")).toBeGreaterThan(20);
    expect(count("/v1/renew")).toBeGreaterThan(3);
    expect(count("/v1/renew")).toBeLessThan(14);
  });

  it("finds a pair that verifies whatever write of a renewal was the last before a crash", async () => {
    const other = createAuthority("Another Connector CA", root);
    for (let writes = 0; writes <= 5; writes += 1) {
      const { store } = await enrolled((request) => {
        if (request.path === "/v1/heartbeat") return beat({ renewAfter: inHours(-1) });
        return { status: 200, body: describeEnrollment(other, [other, root], JSON.parse(request.body).csr) };
      });
      let left = Number.POSITIVE_INFINITY;
      const crashing: StateStore = {
        ...store,
        write: async (name, text) => {
          if (name !== "run.json" && left-- <= 0) throw new Error("crash");
          await store.write(name, text);
        },
      };
      left = writes;
      await run(crashing, 3).catch((error: Error) => expect(error.message).toBe("crash"));
      expect(await openConnector(store, machine, new Date())).not.toBeNull();
    }
  });

  it("does not start without a certificate, nor with a copy of another machine's state", async () => {
    expect((await run(createMemoryStore(), 1)).result).toEqual({ status: "not_enrolled" });
    const { store } = await enrolled(() => beat());
    const copy = { machine: deriveMachineIdentity("another machine") };
    await expect(run(store, 1, copy)).rejects.toThrow("was sealed on another machine");
    await expect(showStatus(store, copy.machine, new Date())).rejects.toThrow("was sealed on another machine");
  });
});

describe("showStatus", () => {
  it("tells what the state directory holds, and since when a running connector is connected", async () => {
    expect(await showStatus(createMemoryStore(), machine, new Date())).toEqual({
      ok: false,
      lines: ["State:          not enrolled"],
    });
    const { store, gateway } = await enrolled(() => beat());
    const idle = await showStatus(store, machine, new Date());
    expect(idle.ok).toBe(true);
    expect(idle.lines).toContain(`Gateway:        localhost:${gateway.port}`);
    expect(idle.lines.at(-1)).toContain("not running");
    let running: string[] = [];
    const wait = async () => {
      running = (await showStatus(store, machine, new Date())).lines;
    };
    let turns = 0;
    await run(store, 0, { wait, isStopped: () => turns++ > 2 });
    expect(running.at(-1)).toMatch(/^Connection: {5}connected since 20/);
    const later = await showStatus(store, machine, new Date(Date.now() + 365 * 86_400_000));
    expect(later).toMatchObject({ ok: false, lines: [expect.stringContaining("has expired")] });
  });
});
