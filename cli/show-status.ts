import { cleanText } from "./console";
import { openConnector } from "./enrollment-state";
import { parseRecord, readText } from "./json";
import type { MachineIdentity } from "./machine-fingerprint";
import { readRun } from "./run-state";
import type { StateStore } from "./state";

/**
 * Tells what a state directory holds, without any network. Out: whether it has a valid certificate, and the lines to show; no line
 * holds a secret. Throws StateError when it belongs to another machine.
 */
export async function showStatus(
  store: StateStore,
  machine: MachineIdentity,
  now: Date,
): Promise<{ ok: boolean; lines: string[] }> {
  const open = await openConnector(store, machine, now);
  if (!open) return { ok: false, lines: [await explainMissing(store)].map(cleanText) };
  const { connector, renewAfter, host } = open;
  const run = await readRun(store);
  const lines = [
    `State:          ${renewAfter <= now ? "enrolled, renewal due" : "enrolled"}`,
    `Connector:      ${connector.connectorName}`,
    `Group:          ${connector.groupName}`,
    `Connector id:   ${connector.connectorId}`,
    `Gateway:        ${host}`,
    `Serial number:  ${connector.serialNumber}`,
    `Valid until:    ${connector.notAfter}`,
    `Renews after:   ${renewAfter.toISOString()}`,
    `Connection:     ${describeRun(run)}`,
  ];
  return { ok: true, lines: lines.map(cleanText) };
}

function describeRun(run: { status: string; at: Date } | null): string {
  if (!run) return "not running; start it with: latchkey-connector run";
  const since = `since ${run.at.toISOString()}`;
  return run.status === "connected" ? `connected ${since}` : `failing ${since} (${run.status})`;
}

async function explainMissing(store: StateStore): Promise<string> {
  const state = parseRecord((await store.read("state.json")) ?? "");
  const name = readText(state, "connectorName");
  const phase = readText(state, "phase");
  if (phase === "pending") return `State:          waiting for approval as "${name}"`;
  if (phase === "enrolled")
    return `State:          the certificate of "${name}" has expired or is damaged; enroll again`;
  return "State:          not enrolled";
}
