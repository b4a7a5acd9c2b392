import { parseRecord, readText } from "./json";
import type { StateStore } from "./state";

const FILE = "run.json";

/** What a running connector last noted: written when it changes, not at each heartbeat, to spare the disk. */
export type RunNote = { status: string; at: Date };

/** Notes how the connection stands: "connected", or the reason code of what failed. */
export async function noteRun(store: StateStore, { status, at }: RunNote): Promise<void> {
  await store.write(FILE, `${JSON.stringify({ version: 1, status, at: at.toISOString(), pid: process.pid })}\n`);
}

/** Forgets the note: nothing runs any more. */
export async function forgetRun(store: StateStore): Promise<void> {
  await store.remove(FILE);
}

/** The note of a process that still runs, or null. */
export async function readRun(store: StateStore): Promise<RunNote | null> {
  const record = parseRecord((await store.read(FILE)) ?? "");
  const at = new Date(readText(record, "at"));
  const status = readText(record, "status");
  if (!/^[a-z][a-z_]{0,63}$/.test(status) || Number.isNaN(at.getTime())) return null;
  return typeof record.pid === "number" && isRunning(record.pid) ? { status, at } : null;
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process: it is there all the same.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
