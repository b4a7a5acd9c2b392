import type { KeyObject } from "node:crypto";
import { createCsr, generatePrivateKey } from "./csr";
import { parseRecord, readText } from "./json";
import type { MachineIdentity } from "./machine-fingerprint";
import { openPrivateKey, sealPrivateKey } from "./sealed-key";
import { StateError, type StateStore } from "./state";

/** Private key and request of a connector: made once, so that a repeated request is the same, byte for byte. */
export type ConnectorIdentity = { privateKey: KeyObject; csr: string };

const FILE = "private-key.json";

type StoredIdentity = { keyFingerprint: string; hostname: string; sealedKey: string; csr: string };

function parseStored(text: string): StoredIdentity | null {
  const record = parseRecord(text);
  const stored = {
    keyFingerprint: readText(record, "keyFingerprint"),
    hostname: readText(record, "hostname"),
    sealedKey: readText(record, "sealedKey"),
    csr: readText(record, "csr"),
  };
  return record.version === 1 && !Object.values(stored).includes("") ? stored : null;
}

function openStored(stored: StoredIdentity, machine: MachineIdentity, location: string): ConnectorIdentity {
  const privateKey = openPrivateKey(stored.sealedKey, machine.sealingKey);
  if (privateKey) return { privateKey, csr: stored.csr };
  throw new StateError(
    `The private key in ${location} was sealed on another machine, or is damaged. To enroll this machine as a new connector, empty the state directory.`,
  );
}

/** The stored identity, or null when there is none. Throws StateError when it belongs to another machine. */
export async function readIdentity(store: StateStore, machine: MachineIdentity): Promise<ConnectorIdentity | null> {
  const text = await store.read(FILE);
  if (text === null) return null;
  const stored = parseStored(text);
  if (!stored) throw new StateError(`${store.locate(FILE)} is damaged. Empty the state directory to start anew.`);
  return openStored(stored, machine, store.locate(FILE));
}

/**
 * The identity to enroll with. The stored one is used again while provisioning key and host name are the same: after a lost
 * answer the server then replays the certificate instead of counting another use. Another key gets another private key, since a
 * public key belongs to one connector only. Throws StateError when the stored one belongs to another machine.
 */
export async function prepareIdentity(
  store: StateStore,
  machine: MachineIdentity,
  request: { keyFingerprint: string; hostname: string },
): Promise<ConnectorIdentity> {
  const text = await store.read(FILE);
  const stored = text === null ? null : parseStored(text);
  if (stored && stored.keyFingerprint === request.keyFingerprint && stored.hostname === request.hostname) {
    return openStored(stored, machine, store.locate(FILE));
  }
  if (text !== null) await store.remove(FILE);
  const privateKey = generatePrivateKey();
  const created = await store.create(
    FILE,
    `${JSON.stringify({
      version: 1,
      ...request,
      sealedKey: sealPrivateKey(privateKey, machine.sealingKey),
      csr: createCsr(privateKey, request.hostname),
    })}\n`,
  );
  const kept = parseStored(created);
  if (!kept) throw new StateError(`${store.locate(FILE)} is damaged. Empty the state directory to start anew.`);
  return openStored(kept, machine, store.locate(FILE));
}

/** Forgets private key and request. */
export async function discardIdentity(store: StateStore): Promise<void> {
  await store.remove(FILE);
}
