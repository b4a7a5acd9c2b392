import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describeEnrollment, enrollUnder, sendJson, sendProblem, startGateway, startImpostor } from "./testing/gateway";
import { type Authority, createAuthority, generateKey, issueServer } from "./testing/pki";

let folder: string;
let program: string;
let root: Authority;
let issuer: Authority;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-main-"));
  program = join(folder, "latchkey-connector.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("main.ts", import.meta.url))],
    outfile: program,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    alias: { "@": fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "") },
    logLevel: "error",
  });
  root = createAuthority("Test Root");
  issuer = createAuthority("Test Connector CA", root);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

type Finished = { code: number | null; out: string; err: string };

function runProgram(args: string[], input = "", env: Record<string, string> = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

describe("the bundled program", { timeout: 30_000 }, () => {
  it("enrolls, exits 0 and leaves files that openssl verifies; a second run dials nobody", async () => {
    const enroll = enrollUnder(issuer, [issuer, root]);
    const gateway = await startGateway({ identity: issueServer(root), chain: root.pem, enroll });
    const keyFile = join(folder, "key.txt");
    const state = join(folder, "state");
    await writeFile(keyFile, `${generateKey(`localhost:${gateway.port}`, root)}\n`);
    const args = ["enroll", "--key-file", keyFile, "--state-dir", state, "--hostname", "h.example"];
    const first = await runProgram(args);
    const second = await runProgram(args);
    await gateway.close();
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out.split("\n").slice(0, 3)).toEqual([
      "notice:Checking Enrollment",
      "notice:No valid certificate. Attempting to enroll",
      `notice:Enroll: Connecting to localhost:${gateway.port} via 127.0.0.1`,
    ]);
    expect(first.out).toContain(`notice:Certificate: ${join(state, "certificate.pem")}`);
    const files = ["certificate.pem", "chain.pem", "private-key.json", "root.pem", "state.json"];
    expect((await readdir(state)).filter((name) => name !== "machine-seed")).toEqual(files);
    for (const name of files) expect((await stat(join(state, name))).mode & 0o777).toBe(0o600);
    const verify = [
      "verify",
      "-purpose",
      "sslclient",
      "-CAfile",
      "root.pem",
      "-untrusted",
      "chain.pem",
      "certificate.pem",
    ];
    expect(execFileSync("openssl", verify, { cwd: state, encoding: "utf8" })).toBe("certificate.pem: OK\n");
    expect(second).toMatchObject({ code: 0, err: "" });
    expect(second.out).toContain("notice:Already enrolled");
    expect(gateway.connections()).toBe(2);
  });

  it("exits 3 when it is refused, 4 when nobody answers, and shows no key", async () => {
    const enroll = (_request: unknown, response: Parameters<typeof sendProblem>[0]) =>
      sendProblem(response, 403, "key_exhausted");
    const gateway = await startGateway({ identity: issueServer(root), chain: root.pem, enroll });
    const key = generateKey(`localhost:${gateway.port}`, root);
    const args = ["enroll", "--key-file", "-", "--state-dir", join(folder, "refused")];
    const refused = await runProgram(args, key);
    await gateway.close();
    const unreachable = await runProgram(args, key);
    expect(refused).toMatchObject({ code: 3, err: "" });
    expect(refused.out).toContain("http status(403)");
    expect(refused.out).toContain("error:Reason: key_exhausted");
    expect(unreachable).toMatchObject({ code: 4, err: "" });
    const data = key.split("|")[2] ?? "";
    expect(refused.out + unreachable.out).not.toContain(data.slice(0, 20));
  });

  it("trusts an impostor no more when the environment tells Node to trust everybody", async () => {
    const own = createAuthority("Test Root");
    const { key: serverKey, cert } = issueServer(own);
    const impostor = await startImpostor({ key: serverKey, cert: cert + own.pem + root.pem }, root.pem);
    const extra = join(folder, "extra.pem");
    await writeFile(extra, own.pem);
    const key = generateKey(`localhost:${impostor.port}`, root);
    const { code, out } = await runProgram(
      ["enroll", "--key-file", "-", "--state-dir", join(folder, "impostor")],
      key,
      {
        NODE_TLS_REJECT_UNAUTHORIZED: "0",
        NODE_EXTRA_CA_CERTS: extra,
      },
    );
    await impostor.close();
    expect(code).toBe(3);
    expect(out).toContain("error:Reason: server_not_verified");
    expect(impostor.received().join("")).not.toContain("POST");
    expect(impostor.received().filter((text) => text !== "")).toHaveLength(1);
  });

  it("exits 2 on wrong usage and refuses a key as an argument", async () => {
    const key = generateKey("localhost:8443", root);
    const { code, out, err } = await runProgram(["enroll", key]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("must not be given as an argument");
    expect(err).not.toContain(key.slice(0, 30));
  });

  it("runs until SIGTERM, then ends with 0; status tells before and after; a revoked one ends with 3", async () => {
    const requests: string[] = [];
    let isRevoked = false;
    const gateway = await startGateway({
      identity: issueServer(root),
      chain: root.pem,
      tls: { requestCert: true, rejectUnauthorized: false },
      enroll: (request, response) => {
        requests.push(request.path);
        if (request.path === "/v1/enroll") {
          const enrollment = describeEnrollment(issuer, [issuer, root], JSON.parse(request.body).csr);
          return sendJson(response, 200, { ...enrollment, renewAfter: new Date(Date.now() + 3_600_000).toISOString() });
        }
        if (isRevoked) return sendProblem(response, 403, "connector_revoked");
        sendJson(response, 200, { connectorName: "AWS Oregon-1", heartbeatSeconds: 1 });
      },
    });
    const key = join(folder, "run-key");
    await writeFile(key, generateKey(`localhost:${gateway.port}`, root), { mode: 0o600 });
    const state = ["--state-dir", join(folder, "run-state")];
    try {
      expect(await runProgram(["run", ...state])).toMatchObject({
        code: 2,
        err: expect.stringContaining("Enroll first"),
      });
      expect(await runProgram(["status", ...state])).toMatchObject({ code: 3, out: "State:          not enrolled\n" });
      const child = spawn(process.execPath, [program, "run", ...state, "--key-file", key], { cwd: folder });
      let out = "";
      child.stdout.on("data", (chunk) => {
        out += chunk;
      });
      const ended = new Promise((resolve) => child.on("close", resolve));
      await vi.waitUntil(() => requests.filter((path) => path === "/v1/heartbeat").length >= 2, { timeout: 15_000 });
      expect((await runProgram(["status", ...state])).out).toContain("connected since");
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
      expect(out).toMatch(/notice:Connected to localhost:\d+ as "AWS Oregon-1"\nnotice:Stopped\.\n$/);
      expect(await runProgram(["status", ...state])).toMatchObject({
        code: 0,
        out: expect.stringContaining("not running"),
      });
      // The key is not needed any more.
      await rm(key);
      isRevoked = true;
      const refused = await runProgram(["run", ...state, "--key-file", key]);
      expect([refused.code, refused.err]).toEqual([3, ""]);
      expect(refused.out).toContain("error:Heartbeat failed. Reason: connector_revoked.");
    } finally {
      await gateway.close();
    }
  });
});
