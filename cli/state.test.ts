import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readIdentity } from "./identity";
import { deriveMachineIdentity, readMachineIdentity } from "./machine-fingerprint";
import { createMemoryStore, openFileStore, StateError } from "./state";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-state-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe("openFileStore", () => {
  it("makes the directory 0700 and files 0600, whole or not at all", async () => {
    const directory = join(folder, "a", "state");
    const store = await openFileStore(directory);
    expect(await store.read("x")).toBeNull();
    await store.write("x", "first");
    await store.write("x", "second");
    expect(await store.read("x")).toBe("second");
    expect(await modeOf(directory)).toBe(0o700);
    expect(await modeOf(join(directory, "x"))).toBe(0o600);
    expect(await readdir(directory)).toEqual(["x"]);
    expect(store.locate("x")).toBe(join(directory, "x"));
    await store.remove("x");
    await store.remove("x");
    expect(await readdir(directory)).toEqual([]);
  });

  it("lets one of many creators win, and all see its content", async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => openFileStore(folder)));
    const seen = await Promise.all(stores.map((store, index) => store.create("once", `content ${index}`)));
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toBe(await readFile(join(folder, "once"), "utf8"));
    expect(await readdir(folder)).toEqual(["once"]);
  });

  it("refuses a directory that others may write to, and a file in its place", async () => {
    const open = join(folder, "open");
    await mkdir(open);
    await chmod(open, 0o777);
    await expect(openFileStore(open)).rejects.toThrow(StateError);
    await writeFile(join(folder, "file"), "");
    await expect(openFileStore(join(folder, "file", "state"))).rejects.toThrow(StateError);
  });
});

describe("createMemoryStore", () => {
  it("behaves like the store on disk", async () => {
    const store = createMemoryStore();
    expect(await store.create("x", "first")).toBe("first");
    expect(await store.create("x", "second")).toBe("first");
    await store.write("x", "third");
    expect(await store.read("x")).toBe("third");
    await store.remove("x");
    expect(await store.read("x")).toBeNull();
  });
});

describe("machine identity", () => {
  it("is the same for the same machine, differs between machines, and its halves tell nothing of each other", () => {
    const [one, same, other] = ["machine 1", "machine 1", "machine 2"].map(deriveMachineIdentity);
    expect(one).toEqual(same);
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
    expect(Buffer.from(one?.fingerprint ?? "", "base64")).toHaveLength(32);
    expect(Buffer.from(one?.sealingKey ?? []).toString("base64")).not.toBe(one?.fingerprint);
  });

  it("stays the same between two runs with one state directory", async () => {
    const store = createMemoryStore();
    expect(await readMachineIdentity(store)).toEqual(await readMachineIdentity(store));
  });
});

describe("readIdentity", () => {
  it("says that a damaged file is damaged instead of making a new key", async () => {
    const store = createMemoryStore();
    await store.write("private-key.json", "{}");
    await expect(readIdentity(store, deriveMachineIdentity("m"))).rejects.toThrow(/is damaged/);
  });
});
