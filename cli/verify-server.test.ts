import { createPrivateKey } from "node:crypto";
import { GeneralName } from "@peculiar/asn1-x509";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { runEnrollment } from "./testing/connector";
import { enrollUnder, startGateway, startImpostor } from "./testing/gateway";
import {
  type Authority,
  CLIENT_AUTH,
  createAuthority,
  generateKey,
  issueServer,
  type LeafOptions,
  type ServerIdentity,
} from "./testing/pki";

const HOUR = 3_600_000;

let root: Authority;
const closing: (() => Promise<void>)[] = [];

beforeAll(() => {
  root = createAuthority("Test Root");
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Enrolls with a key pinned to our Root against whatever is presented, and says all that the peer could read. */
async function enrollAgainst(identity: ServerIdentity, chain: string, host = "localhost") {
  const impostor = await startImpostor(identity, chain);
  closing.push(impostor.close);
  const key = generateKey(`${host}:${impostor.port}`, root);
  const run = await runEnrollment(key);
  return { ...run, key, port: impostor.port, received: impostor.received(), connections: impostor.connections() };
}

function expectNothingTold({ result, received, lines, key, port }: Awaited<ReturnType<typeof enrollAgainst>>): void {
  expect(result).toEqual({ status: "refused", code: "server_not_verified" });
  for (const text of received.filter((stream) => stream !== "")) {
    expect(text.split("\r\n")[0]).toBe("GET /v1/ca HTTP/1.1");
    expect(text).toMatch(/\r\n\r\n$/);
  }
  expect(received.join("")).not.toContain("POST");
  expect(received.join("")).not.toContain((key.split("|")[2] ?? "").slice(0, 20));
  expect(lines.slice(0, 3)).toEqual([
    "notice:Checking Enrollment",
    "notice:No valid certificate. Attempting to enroll",
    `notice:Enroll: Connecting to localhost:${port} via 127.0.0.1`,
  ]);
  expect(lines[3]).toMatch(/^error:Login request failed - http status\(0\) nonce\(<1\|localhost:[0-9]+\|A/);
  expect(lines[4]).toBe("notice:Certificate enrollment failed.");
  expect(lines[5]).toMatch(/^error:Reason: server_not_verified /);
  expect(lines[6]).toMatch(/^notice:What to do: Nothing secret was sent\./);
}

describe("an impostor", () => {
  it("with our public Root at /v1/ca and in its chain gets not one byte of the enrollment", async () => {
    const own = createAuthority("Test Root");
    const { key, cert } = issueServer(own);
    const run = await enrollAgainst({ key, cert: cert + own.pem + root.pem }, own.pem + root.pem);
    expectNothingTold(run);
    expect(run.connections).toBe(2);
    expect(run.received[0]).toContain("GET /v1/ca");
    expect(run.lines[5]).toContain("its certificate was not issued under the Root named in the key");
  });

  it("with our Root appended to a self-signed certificate gets nothing", async () => {
    const selfMade = createAuthority("localhost");
    const key = selfMade.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expectNothingTold(await enrollAgainst({ key, cert: selfMade.pem + root.pem }, root.pem));
  });

  it("with a certificate below a connector's certificate, which is no CA, gets nothing", async () => {
    const connector = issueServer(root, { usages: [CLIENT_AUTH] });
    const below: Authority = { name: "gateway", pem: connector.cert, privateKey: createPrivateKey(connector.key) };
    const { key, cert } = issueServer(below);
    expectNothingTold(await enrollAgainst({ key, cert: cert + connector.cert + root.pem }, root.pem));
  });

  it("with a Root of another public key is left after the first connection", async () => {
    const other = createAuthority("Test Root");
    const run = await enrollAgainst(issueServer(other), other.pem);
    expectNothingTold(run);
    expect(run.connections).toBe(1);
    expect(run.lines[5]).toContain("The server does not have the Root certificate named in the key.");
  });

  it("with a certificate of our Root's key that is not self-signed is left after the first connection", async () => {
    const other = createAuthority("Other Root");
    const { pem } = createAuthority("Test Root", other, root.privateKey);
    const run = await enrollAgainst(issueServer(other), pem);
    expectNothingTold(run);
    expect(run.connections).toBe(1);
  });
});

describe("a server with a certificate of our Root", () => {
  const leaves: [string, LeafOptions, RegExp][] = [
    ["for another name", { names: [new GeneralName({ dNSName: "other.example" })] }, /for another host name/],
    ["without any name", { names: [] }, /for another host name/],
    ["for clients only, as every connector has one", { usages: [CLIENT_AUTH] }, /not a server certificate/],
    ["without an extended key usage", { usages: [] }, /not a server certificate/],
    ["that has expired", { notAfter: new Date(Date.now() - HOUR / 2) }, /has expired, or this machine's clock/],
    ["that is not valid yet", { notBefore: new Date(Date.now() + HOUR) }, /not valid yet, or this machine's clock/],
  ];

  it.each(leaves)("%s gets nothing", async (_name, options, reason) => {
    const run = await enrollAgainst(issueServer(root, options), root.pem);
    expectNothingTold(run);
    expect(run.connections).toBe(2);
    expect(run.lines[5]).toMatch(reason);
  });

  it("is believed when it is in order: the counterpart of all cases above", async () => {
    const gateway = await startGateway({
      identity: issueServer(root),
      chain: root.pem,
      enroll: enrollUnder(root, [root]),
    });
    closing.push(gateway.close);
    expect((await runEnrollment(generateKey(`localhost:${gateway.port}`, root))).result.status).toBe("enrolled");
    expect((await runEnrollment(generateKey(`127.0.0.1:${gateway.port}`, root))).result.status).toBe("enrolled");
  });

  it("may put an intermediate between itself and the Root", async () => {
    const edge = createAuthority("Service Edge", root);
    const { key, cert } = issueServer(edge);
    const identity = { key, cert: cert + edge.pem };
    const gateway = await startGateway({ identity, chain: edge.pem + root.pem, enroll: enrollUnder(root, [root]) });
    closing.push(gateway.close);
    expect((await runEnrollment(generateKey(`localhost:${gateway.port}`, root))).result.status).toBe("enrolled");
  });
});

describe("what answers at /v1/ca", () => {
  it.each([
    ["nothing but text", "hello"],
    ["a broken certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"],
    ["more than the limit", "A".repeat(300 * 1024)],
  ])("is refused when it is %s", async (_name, chain) => {
    expectNothingTold(await enrollAgainst(issueServer(root), chain));
  });
});
