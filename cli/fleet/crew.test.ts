import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { describeEnrollment, sendJson, sendProblem, startGateway } from "../testing/gateway";
import { type Authority, createAuthority, generateKey, issueServer } from "../testing/pki";
import { createCrew } from "./crew";
import type { FleetKey } from "./schema";

let root: Authority;
let issuer: Authority;
let directory: string;
const closing: (() => Promise<void>)[] = [];

beforeAll(() => {
  root = createAuthority("Test Root");
  issuer = createAuthority("Test Connector CA", root);
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "latchkey-crew-"));
  // Neither a short run nor one that is the last.
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(closing.splice(0).map((close) => close()));
  rmSync(directory, { recursive: true, force: true });
});

/** A gateway that enrolls everybody and answers heartbeats as `refuse` says. Out: keys for it. */
async function open(refuse: () => string | null = () => null): Promise<(pace: FleetKey["pace"]) => FleetKey> {
  const gateway = await startGateway({
    identity: issueServer(root),
    chain: root.pem,
    tls: { requestCert: true, rejectUnauthorized: false },
    enroll: (request, response) => {
      if (request.path === "/v1/enroll") {
        const renewAfter = new Date(Date.now() + 3_600_000).toISOString();
        const enrollment = describeEnrollment(issuer, [issuer, root], JSON.parse(request.body).csr);
        return sendJson(response, 200, { ...enrollment, renewAfter });
      }
      const code = refuse();
      if (code) sendProblem(response, 403, code);
      else sendJson(response, 200, { connectorName: "Site-1", heartbeatSeconds: 30, duplicate: false });
    },
  });
  closing.push(gateway.close);
  const text = generateKey(`localhost:${gateway.port}`, root);
  return (pace) => ({ text, site: "site", wave: 1, pace });
}

const files = () => readdirSync(directory).filter((name) => name.endsWith(".json")).length;
const until = (check: () => boolean) => vi.waitUntil(check, { timeout: 20_000, interval: 20 });

it("runs connectors, lets them be away and come back, and stops one of an autoscale group for good when there are too many", async () => {
  const key = await open();
  const life = { most: 2, minutesUp: 0.01, minutesDown: 0.01, unused: 0, lost: 0 };
  const crew = createCrew({ material: "this machine", directory, life });
  for (const pace of ["steady", "autoscale", "steady"] as const) {
    expect(await crew.enroll(key(pace))).toMatchObject({ status: "enrolled" });
  }
  await until(() => crew.tally().ended.scaled_in === 1);
  expect([crew.tally().running + crew.tally().away, files()]).toEqual([2, 2]);
  await until(() => crew.tally().away > 0);
  // A heartbeat is due after 30 seconds: who is heard before was away and has come back.
  const { heartbeats } = crew.tally();
  await until(() => crew.tally().heartbeats > heartbeats);
  expect(crew.tally().ended).toEqual({ scaled_in: 1 });
});

it("forgets a connector that the gateway refuses for good", async () => {
  const key = await open(() => "connector_revoked");
  const crew = createCrew({ material: "this machine", directory, life: null });
  await crew.enroll(key("steady"));
  await until(() => crew.tally().ended.connector_revoked === 1);
  expect([crew.tally().running, files()]).toEqual([0, 0]);
});

it("leaves out connectors whose keys were sealed on another machine", async () => {
  const key = await open();
  await createCrew({ material: "this machine", directory, life: null }).enroll(key("steady"));
  const elsewhere = createCrew({ material: "another machine", directory, life: null });
  expect(elsewhere.resume([])).toBe(1);
  await until(() => elsewhere.tally().ended.state === 1);
  expect(elsewhere.tally()).toMatchObject({ running: 0, heartbeats: 0 });
});

it("keeps none of those that were prepared and never started", async () => {
  const key = await open();
  const life = { most: 2, minutesUp: 1, minutesDown: 1, unused: 1, lost: 0 };
  const crew = createCrew({ material: "this machine", directory, life });
  expect(await crew.enroll(key("steady"))).toMatchObject({ status: "enrolled" });
  expect([crew.tally().running, files()]).toEqual([0, 0]);
});
