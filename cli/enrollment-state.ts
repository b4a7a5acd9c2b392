import type { X509Certificate } from "node:crypto";
import type { EnrollmentAnswer } from "./answer";
import { CertificateRejectedError, checkCertificate } from "./check-certificate";
import { type ConnectorIdentity, discardIdentity, readIdentity } from "./identity";
import { parseRecord, readText } from "./json";
import type { MachineIdentity } from "./machine-fingerprint";
import type { StateStore } from "./state";
import { readCertificates } from "./verify-server";

/** Names of the files in the state directory, besides the private key. */
const CERTIFICATE = "certificate.pem";
const CHAIN = "chain.pem";
const ROOT = "root.pem";
const STATE = "state.json";

/** What an enrolled connector holds. Times are ISO 8601, UTC. */
export type EnrolledConnector = {
  connectorId: string;
  connectorName: string;
  groupName: string;
  serialNumber: string;
  notAfter: string;
  certificatePath: string;
};

type Names = Pick<EnrolledConnector, "connectorId" | "connectorName" | "groupName">;

function describeConnector(names: Names, certificate: X509Certificate, store: StateStore): EnrolledConnector {
  return {
    ...names,
    serialNumber: certificate.serialNumber,
    notAfter: new Date(certificate.validTo).toISOString(),
    certificatePath: store.locate(CERTIFICATE),
  };
}

/** An enrolled connector with all that it needs to speak to its gateway. */
export type OpenConnector = {
  connector: EnrolledConnector;
  /** host[:port] of the gateway it enrolled with. */
  host: string;
  identity: ConnectorIdentity;
  certificate: X509Certificate;
  chain: string;
  root: X509Certificate;
  renewAfter: Date;
};

/**
 * The connector that this state directory holds a valid certificate of, or null. The files are believed only as far as they verify:
 * private key, certificate, chain and Root must fit together. Throws StateError when they belong to another machine.
 */
export async function openConnector(
  store: StateStore,
  machine: MachineIdentity,
  now: Date,
): Promise<OpenConnector | null> {
  const [certificate, chain, rootText] = await Promise.all([CERTIFICATE, CHAIN, ROOT].map((name) => store.read(name)));
  const [root] = readCertificates(rootText ?? "");
  if (!certificate || !chain || !root) return null;
  const identity = await readIdentity(store, machine);
  if (!identity) return null;
  try {
    const leaf = checkCertificate({ certificate, chain, root }, identity, now);
    const state = parseRecord((await store.read(STATE)) ?? "");
    const names = {
      connectorId: readText(state, "connectorId"),
      connectorName: readText(state, "connectorName"),
      groupName: readText(state, "groupName"),
    };
    const connector = describeConnector(names, leaf, store);
    const renewAfter = chooseRenewAfter(readText(state, "renewAfter"), leaf);
    return { connector, host: readText(state, "host"), identity, certificate: leaf, chain, root, renewAfter };
  } catch (error) {
    if (error instanceof CertificateRejectedError) return null;
    throw error;
  }
}

/** The same in short, for reports. Throws as `openConnector` does. */
export async function readEnrolledConnector(
  store: StateStore,
  machine: MachineIdentity,
  now: Date,
): Promise<EnrolledConnector | null> {
  return (await openConnector(store, machine, now))?.connector ?? null;
}

/** What the server said, as long as it lies in the certificate's life; otherwise two thirds of that life. */
function chooseRenewAfter(told: string, certificate: X509Certificate): Date {
  const [start, end] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  const wanted = Date.parse(told);
  return new Date(wanted >= start && wanted <= end ? wanted : start + ((end - start) * 2) / 3);
}

/** Makes room for a new enrollment after a certificate has run out: its public key would be refused for ever. */
export async function discardExpired(store: StateStore): Promise<void> {
  if ((await store.read(CERTIFICATE)) === null) return;
  await discardIdentity(store);
  await store.remove(CERTIFICATE);
}

/** What all states have in common: where and with which key the connector enrolled. */
export type Origin = { host: string; keyFingerprint: string };

async function writeState(store: StateStore, phase: string, origin: Origin, names: Names, more: object): Promise<void> {
  await store.write(STATE, `${JSON.stringify({ version: 1, phase, ...origin, ...names, ...more }, null, 2)}\n`);
}

function toNames(answer: EnrollmentAnswer): Names {
  return { connectorId: answer.connectorId, connectorName: answer.connectorName, groupName: answer.group.name };
}

/** Remembers that an administrator has yet to approve the connector. */
export async function savePending(store: StateStore, origin: Origin, answer: EnrollmentAnswer): Promise<void> {
  await writeState(store, "pending", origin, toNames(answer), { groupId: answer.group.id });
}

/** Stores a checked certificate. It is written last: while it is missing, the next run asks again and gets the same one. */
export async function saveEnrollment(
  store: StateStore,
  origin: Origin,
  answer: EnrollmentAnswer & { state: "active" },
  checked: { certificate: X509Certificate; root: X509Certificate },
): Promise<EnrolledConnector> {
  const connector = describeConnector(toNames(answer), checked.certificate, store);
  await store.write(ROOT, checked.root.toString());
  await store.write(CHAIN, `${answer.chain.trim()}\n`);
  await writeState(store, "enrolled", origin, toNames(answer), {
    groupId: answer.group.id,
    serialNumber: connector.serialNumber,
    notAfter: connector.notAfter,
    renewAfter: answer.renewAfter,
  });
  await store.write(CERTIFICATE, checked.certificate.toString());
  return connector;
}

/**
 * Stores a renewed certificate for the same private key. Until the certificate is written the chain file holds the certificates
 * above both, so that a process that ends in between finds a pair that verifies. Out: the connector as it is now.
 */
export async function saveRenewal(
  store: StateStore,
  open: OpenConnector,
  answer: EnrollmentAnswer & { state: "active" },
  certificate: X509Certificate,
): Promise<OpenConnector> {
  const connector = describeConnector(toNames(answer), certificate, store);
  const chain = `${answer.chain.trim()}\n`;
  if (chain !== open.chain) await store.write(CHAIN, `${chain}${open.chain}`);
  await store.write(CERTIFICATE, certificate.toString());
  const state = parseRecord((await store.read(STATE)) ?? "");
  const { serialNumber, notAfter } = connector;
  const more = { groupId: answer.group.id, serialNumber, notAfter, renewAfter: answer.renewAfter };
  const origin = { host: open.host, keyFingerprint: readText(state, "keyFingerprint") };
  await writeState(store, "enrolled", origin, toNames(answer), more);
  if (chain !== open.chain) await store.write(CHAIN, chain);
  return { ...open, connector, certificate, chain, renewAfter: chooseRenewAfter(answer.renewAfter ?? "", certificate) };
}
