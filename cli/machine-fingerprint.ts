import { hkdfSync, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { StateStore } from "./state";

/** What ties a connector to its machine. The sealing key never leaves the process; the fingerprint is sent and shown. */
export type MachineIdentity = {
  /** base64 of 32 bytes. */
  fingerprint: string;
  /** 32 bytes for AES-256. */
  sealingKey: Uint8Array;
};

const MACHINE_ID_FILES = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
const SEED_FILE = "machine-seed";

function derive(material: string, label: string): Buffer {
  return Buffer.from(hkdfSync("sha256", material, "latchkey-connector", label, 32));
}

/**
 * Derives fingerprint and sealing key from a machine's own material with HKDF-SHA-256 (RFC 5869) under two labels, so
 * that the public one tells nothing about the other. A fast function suffices: the material is a 128-bit random id.
 */
export function deriveMachineIdentity(material: string): MachineIdentity {
  return {
    fingerprint: derive(material, "fingerprint/v1").toString("base64"),
    sealingKey: derive(material, "private-key-seal/v1"),
  };
}

async function readMachineId(): Promise<string | null> {
  for (const path of MACHINE_ID_FILES) {
    try {
      const id = (await readFile(path, "utf8")).trim();
      if (/^[0-9a-f]{32}$/.test(id)) return id;
    } catch {
      // Not there or not readable: the next source decides.
    }
  }
  return null;
}

/**
 * What is this machine's own: the systemd machine id (machine-id(5), which asks to publish only derived values), the platform and the
 * architecture. Where there is no machine id, as in many containers and outside of Linux, a random seed is kept in the state
 * directory instead; a copy of that directory then works on another machine too.
 */
export async function readMachineMaterial(store: StateStore): Promise<string> {
  const id = (await readMachineId()) ?? (await readSeed(store));
  return `${id}\n${process.platform}\n${process.arch}`;
}

/** The identity of this machine, derived from its material. */
export async function readMachineIdentity(store: StateStore): Promise<MachineIdentity> {
  return deriveMachineIdentity(await readMachineMaterial(store));
}

async function readSeed(store: StateStore): Promise<string> {
  return store.create(SEED_FILE, randomBytes(32).toString("hex"));
}
