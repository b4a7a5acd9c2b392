import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillKey } from "./fill-key";
import { makeFolderStep } from "./make-docker";
import { makeKeyFile } from "./make-key-file";
import { PLATFORMS } from "./recipe";
import { makeKeyFileStep } from "./shell-steps";
import { SYSTEMD_RUN_UNIT, SYSTEMD_UNIT } from "./systemd-unit";
import { blocksOf, FACTS, KEY, NAMES } from "./testing/facts";
import { describeWith, runTool } from "./testing/tools";

const shellBlocks = PLATFORMS.flatMap((platform) =>
  NAMES.flatMap((name) => blocksOf(platform, name))
    .filter(({ language }) => language === "sh")
    .map(({ text }) => ({ platform, text })),
).filter(({ text }, at, all) => all.findIndex((other) => other.text === text) === at);

describe("commands", () => {
  it("are complete for a POSIX shell", () => {
    expect(shellBlocks.length).toBeGreaterThan(10);
    for (const { text } of shellBlocks)
      expect(runTool("sh", ["-n"], { input: text })).toEqual({ status: 0, output: "" });
  });

  it.each(NAMES)("sets the key and nothing else with the env file of %j", (keyName) => {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-env-"));
    const file = makeKeyFile({ ...FACTS, keyName }, "0123456789abcdef", "env");
    writeFileSync(join(folder, "key.env"), fillKey(file.template, KEY));
    const script =
      'set -eu; before=$(env); . ./key.env; [ "$before" = "$(env)" ]; printf %s "$LATCHKEY_PROVISIONING_KEY"';
    expect(runTool("sh", ["-c", script], { cwd: folder })).toEqual({ status: 0, output: KEY });
    expect(existsSync(join(folder, "owned"))).toBe(false);
  });
});

describeWith("shellcheck", () => {
  it.each(["sh", "bash"])("finds nothing in the commands, read as %s", (dialect) => {
    for (const { text } of shellBlocks) {
      const found = runTool("shellcheck", [`--shell=${dialect}`, "--severity=style", "-"], { input: text });
      expect(found, text).toEqual({ status: 0, output: "" });
    }
  });

  it("finds what is wrong", () => {
    expect(runTool("shellcheck", ["--shell=sh", "-"], { input: 'rm -rf "$UNSET"/$1 [[ ' }).status).toBe(1);
  });
});

describeWith("systemd-analyze", () => {
  const units = { "latchkey-connector.service": SYSTEMD_UNIT, "latchkey-connector-run.service": SYSTEMD_RUN_UNIT };
  const save = (given: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-unit-"));
    for (const [name, text] of Object.entries(given)) writeFileSync(join(folder, name), text);
    return Object.keys(given).map((name) => join(folder, name));
  };
  const verify = (given: Record<string, string>) => {
    const { status, output } = runTool("systemd-analyze", ["verify", ...save(given)]);
    // The machine's own units may be told of too.
    return { status, output: output.split("\n").filter((line) => line.includes("latchkey-connector")) };
  };

  it("accepts the units without a word", () => {
    expect(verify(units)).toEqual({ status: 0, output: [] });
  });

  it("tells what a unit would ignore", () => {
    const wrong = SYSTEMD_UNIT.replace("Type=oneshot", "Type=onshot");
    expect(verify({ ...units, "latchkey-connector.service": wrong }).output).toHaveLength(1);
  });

  it("finds them well confined, and would find one without that exposed", () => {
    const judge = (name: string, text: string) => {
      const [unit = ""] = save({ [name]: text });
      return runTool("systemd-analyze", ["security", "--offline=true", "--threshold=25", "--no-pager", unit]).status;
    };
    for (const [name, text] of Object.entries(units)) expect(judge(name, text)).toBe(0);
    expect(
      judge("latchkey-connector.service", SYSTEMD_UNIT.replace(/^(Protect|Restrict|Private|System).*$/gm, "")),
    ).toBe(1);
  });
});

describeWith("curl", () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-download-"));
  const program = "console.log('connector');\n";
  const server = { close: () => {}, host: "" };

  beforeAll(async () => {
    const certificate = ["-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=x"];
    execFileSync("openssl", ["req", ...certificate, "-keyout", "key.pem", "-out", "cert.pem"], {
      cwd: folder,
      stdio: "ignore",
    });
    const files = { key: readFileSync(join(folder, "key.pem")), cert: readFileSync(join(folder, "cert.pem")) };
    const listener = createServer(files, (request, response) => {
      response.writeHead(request.url === "/downloads/latchkey-connector.mjs" ? 200 : 404).end(program);
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    server.host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
    server.close = () => listener.close();
  });
  afterAll(() => server.close());

  /** Runs a block that talks to the server above, which this process has to answer meanwhile. */
  const runBlock = async (text: string) => {
    const cwd = mkdtempSync(join(folder, "run-"));
    const child = spawn("sh", ["-c", text], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const status = await new Promise((resolve) => child.once("close", resolve));
    return { status, cwd };
  };

  it("fetches the program, and the step stops where it is not the one the recipe names", async () => {
    const connectorSha256 = createHash("sha256").update(program).digest("hex");
    const [block] = makeFolderStep({ ...FACTS, host: server.host, connectorSha256 }).blocks;
    const good = await runBlock(`${block?.text} &&\n  pwd > end`);
    expect(good.status).toBe(0);
    const made = readFileSync(join(good.cwd, "latchkey-connector/end"), "utf8").trim();
    expect(readFileSync(join(made, "latchkey-connector.mjs"), "utf8")).toBe(program);
    for (const path of [made, join(made, "state")]) expect(statSync(path).mode & 0o777).toBe(0o700);

    const [other] = makeFolderStep({ ...FACTS, host: server.host }).blocks;
    const bad = await runBlock(`${other?.text} &&\n  pwd > end`);
    expect(bad.status).not.toBe(0);
    expect(existsSync(join(bad.cwd, "latchkey-connector/end"))).toBe(false);
  });
});

describeWith("script", () => {
  it("sees nothing of a key that is pasted, and finds it in a file of its owner only", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "latchkey-paste-"));
    const [block] = makeKeyFileStep().blocks;
    writeFileSync(join(cwd, "step.sh"), `${block?.text}\nstty -a > after\n`);
    // Tells when the step has turned the echo off: a person pastes later still.
    mkdirSync(join(cwd, "bin"));
    writeFileSync(join(cwd, "bin/stty"), `#!/bin/sh\nPATH=\${PATH#*:} stty "$@"\necho "did $*" >&2\n`, { mode: 0o755 });
    const child = spawn("script", ["-qec", "sh step.sh", "typescript"], {
      cwd,
      env: { ...process.env, PATH: `${join(cwd, "bin")}:${process.env.PATH}`, SHELL: "/bin/sh" },
    });
    let seen = "";
    child.stdout.on("data", (chunk: Buffer) => {
      const before = seen;
      seen += chunk.toString("utf8");
      if (!before.includes("did -echo") && seen.includes("did -echo")) child.stdin.write(`${KEY}\n`);
    });
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
    const path = join(cwd, "provisioning-key");
    expect(readFileSync(path, "utf8")).toBe(`${KEY}\n`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(seen).not.toContain(KEY.slice(0, 20));
    expect(readFileSync(join(cwd, "after"), "utf8")).toMatch(/ echo\b/);
  });
});
