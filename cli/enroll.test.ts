import { X509Certificate } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import { deriveMachineIdentity } from "./machine-fingerprint";
import { StateError } from "./state";
import { runEnrollment } from "./testing/connector";
import {
  describeEnrollment,
  type EnrollHandler,
  enrollUnder,
  sendJson,
  sendProblem,
  startGateway,
} from "./testing/gateway";
import {
  type Authority,
  CLIENT_AUTH,
  createAuthority,
  generateKey,
  issueConnector,
  issueServer,
  type ServerIdentity,
} from "./testing/pki";

let root: Authority;
let issuer: Authority;
let identity: ServerIdentity;
const closing: (() => Promise<void>)[] = [];

beforeAll(() => {
  root = createAuthority("Test Root");
  issuer = createAuthority("Test Connector CA", root);
  identity = issueServer(root);
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openGateway(enroll: EnrollHandler = enrollUnder(issuer, [issuer, root])) {
  const gateway = await startGateway({ identity, chain: issuer.pem + root.pem, enroll });
  closing.push(gateway.close);
  return { ...gateway, key: generateKey(`localhost:${gateway.port}`, root), posts: () => gateway.requests.slice(1) };
}

describe("enrollConnector", () => {
  it("enrolls: prints the known lines, sends key and CSR, keeps a certificate that verifies", async () => {
    const gateway = await openGateway();
    const { result, lines, store } = await runEnrollment(gateway.key);
    expect(lines.slice(0, 3)).toEqual([
      "notice:Checking Enrollment",
      "notice:No valid certificate. Attempting to enroll",
      `notice:Enroll: Connecting to localhost:${gateway.port} via 127.0.0.1`,
    ]);
    const certificate = new X509Certificate((await store.read("certificate.pem")) ?? "");
    const notAfter = new Date(certificate.validTo).toISOString();
    expect(lines.slice(3)).toEqual([
      "notice:Enroll: Certificate received",
      "notice:Connector: AWS Oregon-1",
      "notice:Group: AWS Oregon",
      "notice:Certificate: memory:certificate.pem",
      `notice:Serial number: ${certificate.serialNumber}`,
      `notice:Valid until: ${notAfter}`,
    ]);
    expect(result).toMatchObject({ status: "enrolled", connector: { connectorName: "AWS Oregon-1", notAfter } });
    expect(gateway.connections()).toBe(2);
    expect(gateway.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v1/ca", "POST /v1/enroll"]);
    expect(gateway.requests[0]?.body).toBe("");
    const sent = JSON.parse(gateway.requests[1]?.body ?? "");
    expect(Object.keys(sent).sort()).toEqual([
      "csr",
      "fingerprint",
      "hostname",
      "platform",
      "provisioningKey",
      "version",
    ]);
    expect(sent).toMatchObject({
      provisioningKey: gateway.key,
      hostname: "connector.example",
      platform: "linux x64 6.1",
    });
    expect((await store.read("root.pem"))?.trim()).toBe(root.pem.trim());
    expect(JSON.parse((await store.read("state.json")) ?? "")).toMatchObject({
      phase: "enrolled",
      groupName: "AWS Oregon",
    });
  });

  it("keeps the provisioning key and the private key out of console and state", async () => {
    const gateway = await openGateway();
    const { lines, store } = await runEnrollment(gateway.key);
    const files = ["private-key.json", "certificate.pem", "chain.pem", "root.pem", "state.json"];
    const everything = [...lines, ...(await Promise.all(files.map((name) => store.read(name))))].join("\n");
    const data = gateway.key.split("|")[2] ?? "";
    expect(everything).not.toContain(data.slice(23, 35));
    expect(everything).not.toContain("PRIVATE KEY-----");
    expect(everything).toContain("sealedKey");
  });

  it("does nothing when a valid certificate is there: reads no key, dials nobody", async () => {
    const gateway = await openGateway();
    const { store } = await runEnrollment(gateway.key);
    const again = await runEnrollment("", { store, readKey: () => Promise.reject(new Error("The key was read.")) });
    expect(again.result).toMatchObject({ status: "already_enrolled", connector: { connectorName: "AWS Oregon-1" } });
    expect(again.lines[0]).toBe("notice:Checking Enrollment");
    expect(again.lines[1]).toMatch(/^notice:Already enrolled/);
    expect(gateway.connections()).toBe(2);
  });

  it("enrolls anew with a new private key when the certificate has run out", async () => {
    const gateway = await openGateway();
    const { store } = await runEnrollment(gateway.key);
    const inTwoDays = { now: () => new Date(Date.now() + 25 * 3_600_000), sleep: async () => {} };
    const refused = await runEnrollment(gateway.key, { store, clock: inTwoDays });
    expect(refused.lines[1]).toBe("notice:No valid certificate. Attempting to enroll");
    expect(refused.result).toEqual({ status: "refused", code: "certificate_rejected" });
    const [first, second] = gateway.requests
      .filter(({ method }) => method === "POST")
      .map(({ body }) => JSON.parse(body).csr);
    expect(second).not.toBe(first);
  });

  it("refuses the state of another machine before it reads a key or dials", async () => {
    const gateway = await openGateway();
    const { store } = await runEnrollment(gateway.key);
    const elsewhere = runEnrollment(gateway.key, { store, machine: deriveMachineIdentity("another machine") });
    await expect(elsewhere).rejects.toThrow(StateError);
    expect(gateway.connections()).toBe(2);
  });

  it("says that it waits for approval, and asks with the same request afterwards", async () => {
    let approved = false;
    const gateway = await openGateway(async (request, response) => {
      const body = describeEnrollment(issuer, [issuer, root], JSON.parse(request.body).csr);
      if (approved) return sendJson(response, 200, body);
      const { connectorId, connectorName, group } = JSON.parse(JSON.stringify(body));
      sendJson(response, 202, { connectorId, connectorName, group, state: "pending" }, { "retry-after": "60" });
    });
    const waiting = await runEnrollment(gateway.key);
    expect(waiting.result).toEqual({ status: "pending", connectorName: "AWS Oregon-1" });
    expect(waiting.lines[3]).toBe('notice:Enroll: Waiting for approval as "AWS Oregon-1" in group "AWS Oregon"');
    expect(JSON.parse((await waiting.store.read("state.json")) ?? "")).toMatchObject({ phase: "pending" });
    expect(await waiting.store.read("certificate.pem")).toBeNull();
    approved = true;
    const enrolled = await runEnrollment(gateway.key, { store: waiting.store });
    expect(enrolled.result.status).toBe("enrolled");
    const bodies = gateway.requests.filter(({ method }) => method === "POST").map(({ body }) => body);
    expect(bodies[1]).toBe(bodies[0]);
  });

  it("sends the identical request again when answers are cut off, over a verified connection each time", async () => {
    let count = 0;
    const accept = enrollUnder(issuer, [issuer, root]);
    const gateway = await openGateway(async (request, response) => {
      count += 1;
      if (count === 1) response.socket?.destroy();
      else if (count === 2)
        response.writeHead(200, { "content-length": "5000" }).write("{", () => response.socket?.destroy());
      else await accept(request, response);
    });
    const { result, sleeps, lines } = await runEnrollment(gateway.key);
    expect(result.status).toBe("enrolled");
    expect(gateway.posts().map(({ path }) => path)).toEqual(["/v1/enroll", "/v1/enroll", "/v1/enroll"]);
    expect(new Set(gateway.posts().map(({ body }) => body)).size).toBe(1);
    expect(gateway.connections()).toBe(4);
    expect(sleeps).toEqual([1000, 2000]);
    expect(lines[3]).toBe("notice:Enroll: The answer was lost, trying again in 1.0 s");
  });

  it("sends the identical request in a later run when all answers of the first were lost", async () => {
    let isCut = true;
    const accept = enrollUnder(issuer, [issuer, root]);
    const gateway = await openGateway((request, response) => {
      if (isCut) return void response.socket?.destroy();
      return accept(request, response);
    });
    const first = await runEnrollment(gateway.key);
    expect(first.result).toEqual({ status: "unreachable", code: "unreachable" });
    expect(first.sleeps).toHaveLength(3);
    isCut = false;
    const second = await runEnrollment(gateway.key, { store: first.store });
    expect(second.result.status).toBe("enrolled");
    const bodies = gateway.requests.filter(({ method }) => method === "POST").map(({ body }) => body);
    expect(bodies).toHaveLength(5);
    expect(new Set(bodies).size).toBe(1);
  });

  it("makes another private key for another provisioning key", async () => {
    const gateway = await openGateway((_request, response) => sendProblem(response, 403, "key_exhausted"));
    const { store } = await runEnrollment(gateway.key);
    await runEnrollment(generateKey(`localhost:${gateway.port}`, root), { store });
    const [first, second] = gateway.requests
      .filter(({ method }) => method === "POST")
      .map(({ body }) => JSON.parse(body).csr);
    expect(first).toBeTruthy();
    expect(second).not.toBe(first);
  });

  it("waits as Retry-After says, up to a cap, and gives up after four attempts", async () => {
    const waits = ["7", "3600", "2", "2"];
    const gateway = await openGateway((_request, response) => {
      sendProblem(response, 503, "unavailable", { "retry-after": waits[gateway.posts().length - 1] ?? "1" });
    });
    const { result, sleeps } = await runEnrollment(gateway.key);
    expect(result).toEqual({ status: "refused", code: "unavailable" });
    expect(sleeps).toEqual([7000, 30_000, 2000]);
    expect(gateway.posts()).toHaveLength(4);
  });
});

describe("what comes back", () => {
  const cases: [string, (csr: string) => Promise<Record<string, unknown>>][] = [
    [
      "a certificate for another key",
      async () => ({ certificate: issueServer(issuer, { usages: [CLIENT_AUTH] }).cert }),
    ],
    ["a certificate without clientAuth", async (csr) => ({ certificate: issueConnector(issuer, csr, { usages: [] }) })],
    ["a certificate of another Root", async (csr) => ({ certificate: issueConnector(createAuthority("Other"), csr) })],
    [
      "a certificate that has expired",
      async (csr) => ({ certificate: issueConnector(issuer, csr, { notAfter: new Date(Date.now() - 1000) }) }),
    ],
    ["a chain that does not reach the Root", async () => ({ chain: createAuthority("Test Connector CA").pem })],
    ["two certificates", async (csr) => ({ certificate: issueConnector(issuer, csr) + root.pem })],
    ["no PEM", async () => ({ certificate: "hello" })],
  ];

  it.each(cases)("is refused and not stored when it is %s", async (_name, change) => {
    const gateway = await openGateway(async (request, response) => {
      const { csr } = JSON.parse(request.body);
      sendJson(response, 200, { ...describeEnrollment(issuer, [issuer, root], csr), ...(await change(csr)) });
    });
    const { result, lines, store } = await runEnrollment(gateway.key);
    expect(result).toEqual({ status: "refused", code: "certificate_rejected" });
    expect(lines.at(-2)).toMatch(/^error:Reason: certificate_rejected \(key fingerprint [0-9a-f]{16}\)\. It /);
    expect(await store.read("certificate.pem")).toBeNull();
  });

  it("is taken under a root of its own when the chain leads there: a tenant may sign with another CA", async () => {
    const other = createAuthority("Corporate CA");
    const gateway = await openGateway(async (request, response) => {
      sendJson(response, 200, describeEnrollment(other, [other], JSON.parse(request.body).csr));
    });
    const { result, store } = await runEnrollment(gateway.key);
    expect(result).toMatchObject({ status: "enrolled" });
    expect(await store.read("chain.pem")).toBe(`${other.pem.trim()}\n`);
  });

  it("sends a key with an upper-case host in its canonical form", async () => {
    const gateway = await openGateway();
    await runEnrollment(gateway.key.replace("localhost", "LocalHost"));
    const sent = JSON.parse(gateway.posts()[0]?.body ?? "");
    expect(sent.provisioningKey).toBe(gateway.key);
    expect(parseProvisioningKey(sent.provisioningKey).ok).toBe(true);
  });
});
