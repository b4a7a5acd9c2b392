import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { adviseOn, listReasonCodes } from "./refusals";
import { runEnrollment } from "./testing/connector";
import { type EnrollHandler, sendJson, sendProblem, startGateway } from "./testing/gateway";
import { type Authority, createAuthority, generateKey, issueServer, type ServerIdentity } from "./testing/pki";

let root: Authority;
let identity: ServerIdentity;
const closing: (() => Promise<void>)[] = [];

beforeAll(() => {
  root = createAuthority("Test Root");
  identity = issueServer(root);
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openGateway(enroll: EnrollHandler) {
  const gateway = await startGateway({ identity, chain: root.pem, enroll });
  closing.push(gateway.close);
  return { ...gateway, key: generateKey(`localhost:${gateway.port}`, root) };
}

const CODES: [number, string][] = [
  [400, "key_malformed"],
  [400, "csr_invalid"],
  [400, "request_invalid"],
  [401, "key_unknown"],
  [401, "certificate_invalid"],
  [403, "key_exhausted"],
  [403, "key_expired"],
  [403, "key_disabled"],
  [403, "key_rotated"],
  [403, "group_disabled"],
  [403, "ip_not_allowed"],
  [403, "signing_certificate_unusable"],
  [403, "connector_revoked"],
  [403, "connector_disabled"],
  [404, "not_found"],
  [405, "method_not_allowed"],
  [409, "public_key_in_use"],
  [413, "body_too_large"],
  [415, "unsupported_media_type"],
  [422, "csr_key_rejected"],
  [429, "rate_limited"],
  [500, "internal"],
  [503, "unavailable"],
];

describe("a refusal by the gateway", () => {
  it.each(CODES)("%i %s prints the known lines, then code and advice", async (status, code) => {
    const gateway = await openGateway((_request, response) => sendProblem(response, status, code));
    const { result, lines, store } = await runEnrollment(gateway.key);
    expect(result).toEqual({ status: "refused", code });
    const known = lines.filter((line) => !line.includes("trying again in"));
    const host = `localhost:${gateway.port}`;
    const start = (gateway.key.split("|")[2] ?? "").slice(0, 7);
    expect(known).toEqual([
      "notice:Checking Enrollment",
      "notice:No valid certificate. Attempting to enroll",
      `notice:Enroll: Connecting to ${host} via 127.0.0.1`,
      expect.stringMatching(
        /^error:Login request failed - http status\([0-9]{3}\) nonce\(<.*>\) fingerprint\(<.{10}\.\.\.>\)$/,
      ),
      "notice:Certificate enrollment failed.",
      expect.stringContaining(`error:Reason: ${code} (key fingerprint `),
      `notice:What to do: ${adviseOn(code)}`,
    ]);
    expect(known[3]).toContain(`http status(${status}) nonce(<1|${host}|${start}...>)`);
    expect(known[5]).toContain(`request id req-1). Detail of ${code}.`);
    expect(listReasonCodes()).toContain(code);
    expect(await store.read("certificate.pem")).toBeNull();
  });

  it("asks again only after 429 and 503", async () => {
    for (const [status, code] of CODES) {
      const gateway = await openGateway((_request, response) => sendProblem(response, status, code));
      const { sleeps } = await runEnrollment(gateway.key);
      expect([code, sleeps.length]).toEqual([code, status === 429 || status === 503 ? 3 : 0]);
    }
  });

  it("shows no key and no terminal codes that its text carries", async () => {
    const gateway = await openGateway((request, response) => {
      const { provisioningKey } = JSON.parse(request.body);
      const detail = `${provisioningKey} ${provisioningKey.split("|")[2]} \u001b[2J\u202e\nnotice:Enrolled`;
      sendJson(response, 401, { code: "key_unknown", detail, requestId: provisioningKey });
    });
    const { lines } = await runEnrollment(gateway.key);
    const data = gateway.key.split("|")[2] ?? "";
    expect(lines.join("\n")).not.toContain(data.slice(0, 20));
    expect(lines.join("\n")).not.toContain(data.slice(30, 40));
    expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(lines).toHaveLength(7);
  });

  it.each<[string, EnrollHandler]>([
    ["HTML", (_request, response) => void response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad</h1>")],
    ["an unknown shape", (_request, response) => sendJson(response, 200, { state: "active" })],
    ["a redirect", (_request, response) => void response.writeHead(302, { location: "https://a.example/" }).end()],
    ["a code that is not one", (_request, response) => sendJson(response, 403, { code: "__proto__ \u001b" })],
    [
      "pending with 200",
      (_request, response) => sendJson(response, 200, { state: "pending", connectorId: "a", connectorName: "b" }),
    ],
    [
      "more than 256 KiB",
      (_request, response) => sendJson(response, 200, { state: "active", certificate: "A".repeat(300_000) }),
    ],
  ])("that is %s is not understood, and not repeated", async (_name, handler) => {
    const gateway = await openGateway(handler);
    const { result, sleeps, lines } = await runEnrollment(gateway.key);
    expect(result).toEqual({ status: "refused", code: "unexpected_answer" });
    expect(sleeps).toEqual([]);
    expect(lines.at(-1)).toBe(`notice:What to do: ${adviseOn("unexpected_answer")}`);
  });

  it("has an advice also for codes of a later version", () => {
    expect(adviseOn("key_asleep")).toMatch(/administrator/);
    expect(adviseOn("constructor")).toMatch(/administrator/);
  });
});

describe("a damaged key", () => {
  it("never dials: lines one and two, the reason, the last line", async () => {
    const gateway = await openGateway((_request, response) => sendProblem(response, 500, "internal"));
    const damaged = `${gateway.key.slice(0, 60)}${gateway.key.charAt(60) === "A" ? "B" : "A"}${gateway.key.slice(61)}`;
    for (const key of [
      damaged,
      gateway.key.slice(0, 90),
      gateway.key.replace("localhost", "gateway.example"),
      "",
      "hello",
    ]) {
      const { result, lines, store } = await runEnrollment(key);
      expect(result).toEqual({ status: "refused", code: "key_malformed" });
      expect(lines).toEqual([
        "notice:Checking Enrollment",
        "notice:No valid certificate. Attempting to enroll",
        expect.stringMatching(/^error:Reason: key_malformed\. .* Copy the provisioning key again/),
        "notice:Certificate enrollment failed.",
      ]);
      if (key === damaged) expect(lines[2]).toContain("character 61 (character ");
      expect(await store.read("private-key.json")).toBeNull();
    }
    expect(gateway.connections()).toBe(0);
  });
});

describe("no answer", () => {
  async function expectUnreachable(
    host: string,
    limits?: { connectTimeout: number; answerTimeout: number; maxBytes: number },
  ) {
    const { result, lines, sleeps } = await runEnrollment(generateKey(host, root), limits ? { limits } : {});
    expect(result).toEqual({ status: "unreachable", code: "unreachable" });
    expect(lines[2]).toContain(`notice:Enroll: Connecting to ${host} via `);
    expect(lines[3]).toContain("error:Login request failed - http status(0) nonce(<1|");
    expect(lines.slice(4)).toEqual([
      "notice:Certificate enrollment failed.",
      expect.stringMatching(/^error:Reason: unreachable \(key fingerprint [0-9a-f]{16}\)\. E[A-Z_]+\.$/),
      `notice:What to do: ${adviseOn("unreachable")}`,
    ]);
    return { lines, sleeps };
  }

  async function listenRaw(onConnection: (socket: Socket) => void): Promise<number> {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on("error", () => socket.destroy());
      onConnection(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          for (const socket of sockets) socket.destroy();
        }),
    );
    return (server.address() as AddressInfo).port;
  }

  it("from a closed port is unreachable, at once", async () => {
    const gateway = await startGateway({ identity, chain: root.pem, enroll: () => {} });
    await gateway.close();
    const { lines, sleeps } = await expectUnreachable(`localhost:${gateway.port}`);
    expect(lines[5]).toContain("ECONNREFUSED");
    expect(sleeps).toEqual([]);
  });

  it("from a name that does not resolve is unreachable", async () => {
    const { lines } = await expectUnreachable("gateway.invalid:8443");
    expect(lines[2]).toBe("notice:Enroll: Connecting to gateway.invalid:8443 via unresolved");
  });

  it("from a server that hangs up in the handshake is unreachable", async () => {
    const port = await listenRaw((socket) => socket.destroy());
    await expectUnreachable(`localhost:${port}`);
  });

  it("from a server that accepts and stays silent ends at the time limit", async () => {
    const port = await listenRaw(() => {});
    const { lines } = await expectUnreachable(`localhost:${port}`, {
      connectTimeout: 50,
      answerTimeout: 50,
      maxBytes: 1000,
    });
    expect(lines[5]).toContain("ETIMEDOUT");
  });

  it("in HTTPS from a server that speaks something else is a server that is not verified", async () => {
    const port = await listenRaw((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const { result } = await runEnrollment(generateKey(`localhost:${port}`, root));
    expect(result).toEqual({ status: "refused", code: "server_not_verified" });
  });
});
