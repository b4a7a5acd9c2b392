import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import vectors from "@/lib/provisioning-key/test-vectors.json";
import { runCli } from "./run-cli";
import { CONNECTOR_VERSION } from "./version";

const key = vectors.valid[1]?.key ?? "";
const data = key.split("|")[2] ?? "";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-cli-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(args: string[], input = "") {
  const out: string[] = [];
  const err: string[] = [];
  const streams = {
    input: Readable.from([input]),
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    listenForStop: () => new AbortController().signal,
  };
  const code = await runCli(args, streams);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

describe("runCli", () => {
  it("prints help and version", async () => {
    const help = await run(["--help"]);
    expect(help.code).toBe(0);
    for (const word of ["enroll", "run", "status", "check-key", "--key-file", "--state-dir", "--hostname"])
      expect(help.out).toContain(word);
    expect(await run(["--version"])).toEqual({ code: 0, out: CONNECTOR_VERSION, err: "" });
    const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
    expect(CONNECTOR_VERSION).toBe(version);
  });

  it.each([
    [[], "A command is missing."],
    [["frobnicate"], "There is no such command."],
    [["enroll"], "--key-file is missing."],
    [["enroll", "--key-file", "x"], "--state-dir is missing."],
    [["enroll", "--key-file"], "An option lacks its value"],
    [["enroll", "--key", "x"], "There is an unknown option."],
    [["enroll", "x", "y"], "There are too many arguments."],
    [["enroll", "--key-file", "x", "--state-dir", "y", "--hostname", "a b"], "The host name must have"],
    [["check-key"], "--key-file is missing."],
    [["run"], "--state-dir is missing."],
    [["status"], "--state-dir is missing."],
    [["status", "--state-dir", "x", "--key-file", "y"], "status takes --state-dir only."],
    [["run", "--state-dir", "x", "--hostname", "a b"], "The host name must have"],
    [["check-key", "--key-file", "-", "--state-dir", "x"], "check-key takes --key-file only."],
  ])("explains wrong usage %j", async (args, message) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it.each([
    [["enroll", key]],
    [["enroll", "--key-file", key, "--state-dir", "x"]],
    [["enroll", `--key-file=${key}`]],
    [["enroll", `--key=${key}`]],
    [["check-key", data]],
    [[key]],
    [["enroll", key.slice(0, 70)]],
  ])("refuses a key among the arguments without repeating it", async (args) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("must not be given as an argument");
    expect(err).not.toContain(data.slice(0, 8));
  });

  it("does not repeat arguments that it does not know", async () => {
    const piece = data.slice(60, 100);
    for (const args of [["enroll", piece, "x"], [piece], ["enroll", `--${piece}`], ["enroll", `--help=${piece}`]]) {
      const { code, err, out } = await run(args);
      expect(code).toBe(2);
      expect(err + out).not.toContain(piece);
    }
  });

  it("checks a key from a file and from standard input", async () => {
    const path = join(folder, "key.txt");
    await writeFile(path, `${key.slice(0, 50)}\n${key.slice(50)}\n`);
    const fromFile = await run(["check-key", "--key-file", path]);
    expect(fromFile.code).toBe(0);
    expect(fromFile.out).toContain(vectors.valid[1]?.fingerprint);
    expect(fromFile.out).toContain("api.private.example.com:8443");
    expect(fromFile.out).not.toContain(data.slice(10, 20));
    expect(await run(["check-key", "--key-file", "-"], key)).toEqual(fromFile);
  });

  it("tells where a key is damaged, without showing it", async () => {
    const damaged = await run(["check-key", "--key-file", "-"], key.replace("Hl4R", "H14R"));
    expect(damaged.code).toBe(3);
    expect(damaged.out).toMatch(
      /^key_malformed \(wrong_character\): The key is damaged: character [0-9]+ \(character [0-9]+ of the third part\) is wrong\./,
    );
    expect(damaged.out).not.toContain(data.slice(0, 8));
    expect((await run(["check-key", "--key-file", "-"], "")).code).toBe(3);
  });

  it("explains key files that cannot be used", async () => {
    const missing = await run(["check-key", "--key-file", join(folder, "none")]);
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining("cannot be read (ENOENT)") });
    const long = await run(["check-key", "--key-file", "-"], "A".repeat(70_000));
    expect(long).toMatchObject({ code: 2, err: expect.stringContaining("too long") });
    const state = await run(["enroll", "--key-file", join(folder, "none"), "--state-dir", join(folder, "state")]);
    expect(state.code).toBe(2);
    const noDirectory = await run(["enroll", "--key-file", "-", "--state-dir", "/dev/null/state"]);
    expect(noDirectory).toMatchObject({ code: 2, err: expect.stringContaining("The state directory") });
  });
});
