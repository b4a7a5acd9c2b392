import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { StateStore } from "../state";
import type { SimulatedMachine } from "./machine";

/** A simulated machine with the state directory of its connector. */
export type MachineFile = {
  machine: SimulatedMachine;
  store: StateStore;
  /** Forgets all of it. */
  discard(): void;
};

const fileSchema = z.object({
  version: z.literal(1),
  machine: z.object({
    id: z.uuid(),
    keyFingerprint: z.string(),
    hostname: z.string(),
    platform: z.string(),
    version: z.string(),
    address: z.string(),
    bootedAt: z.number(),
  }),
  files: z.record(z.string(), z.string()),
});

/** Changes with each connection and means nothing after the process has ended. */
const NOT_KEPT = new Set(["run.json"]);

/**
 * Keeps what a connector keeps in its state directory, in memory and as one file: hundreds of connectors would write thousands of
 * files, each with a wait for the disk that nobody needs here. The private key in it is sealed as everywhere.
 * In: where, null for memory alone; the machine; what its connector has so far.
 */
export function keepMachine(
  directory: string | null,
  machine: SimulatedMachine,
  present: Record<string, string> = {},
): MachineFile {
  const files = new Map(Object.entries(present));
  const path = directory === null ? null : join(directory, `${machine.id}.json`);
  let discarded = false;
  const save = (name: string) => {
    if (path === null || discarded || NOT_KEPT.has(name)) return;
    const kept = Object.fromEntries([...files].filter(([key]) => !NOT_KEPT.has(key)));
    writeFileSync(`${path}.new`, JSON.stringify({ version: 1, machine, files: kept }), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  const store: StateStore = {
    read: async (name) => files.get(name) ?? null,
    write: async (name, text) => {
      files.set(name, text);
      save(name);
    },
    create: async (name, text) => {
      const there = files.get(name) ?? text;
      files.set(name, there);
      save(name);
      return there;
    },
    remove: async (name) => {
      if (files.delete(name)) save(name);
    },
    locate: (name) => `${path ?? "memory"}:${name}`,
  };
  return {
    machine,
    store,
    discard() {
      discarded = true;
      if (path !== null) rmSync(path, { force: true });
    },
  };
}

/** Out: the machines of earlier fleets in a directory, which is made if it is missing; what cannot be read is left out. */
export function openMachines(directory: string): MachineFile[] {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return readdirSync(directory)
    .filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))
    .flatMap((name) => {
      const read = fileSchema.safeParse(readJson(join(directory, name)));
      return read.success ? [keepMachine(directory, read.data.machine, read.data.files)] : [];
    });
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
