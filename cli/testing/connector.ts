import { createConsole } from "../console";
import { type EnrollOptions, type EnrollResult, enrollConnector } from "../enroll";
import { deriveMachineIdentity } from "../machine-fingerprint";
import { createMemoryStore, type StateStore } from "../state";

export type ConnectorRun = {
  result: EnrollResult;
  lines: string[];
  store: StateStore;
  /** Milliseconds of each wait between two requests. */
  sleeps: number[];
};

/** Enrolls once with a clock that does not wait, and keeps what was printed. */
export async function runEnrollment(key: string, options: Partial<EnrollOptions> = {}): Promise<ConnectorRun> {
  const lines: string[] = [];
  const sleeps: number[] = [];
  const store = options.store ?? createMemoryStore();
  const result = await enrollConnector({
    readKey: async () => key,
    machine: deriveMachineIdentity("machine of this test"),
    console: createConsole((line) => lines.push(line)),
    hostname: "connector.example",
    platform: "linux x64 6.1",
    version: "0.1.0",
    clock: {
      now: () => new Date(),
      sleep: async (delay) => {
        sleeps.push(delay);
      },
    },
    random: () => 1,
    ...options,
    store,
  });
  return { result, lines, store, sleeps };
}
