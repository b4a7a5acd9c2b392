import { randomUUID } from "node:crypto";
import { hostname as readHostname, uptime } from "node:os";
import { type CliStreams, type CliValues, checkHostname, EXIT, readOption, requireOption } from "./command-line";
import { createConsole } from "./console";
import { describePlatform, listAddresses } from "./describe-host";
import { enrollFirst } from "./enroll-first";
import { readMachineIdentity } from "./machine-fingerprint";
import { readKeyFile } from "./read-key-file";
import { runConnector } from "./run-connector";
import { openFileStore, StateError } from "./state";
import { CONNECTOR_VERSION } from "./version";
import { waitUnlessStopped } from "./wait";

/**
 * `run`: enrolls first when a key file is given and there is no valid certificate, then reports and renews until it is told to stop.
 * Out: the exit code. Throws UsageError, KeyFileError and StateError.
 */
export async function runRun(values: CliValues, streams: CliStreams): Promise<number> {
  const stateDirectory = requireOption(values, "state-dir");
  const keyFile = readOption(values, "key-file");
  const hostname = checkHostname(readOption(values, "hostname") ?? readHostname());
  const store = await openFileStore(stateDirectory);
  const machine = await readMachineIdentity(store);
  const console = createConsole(streams.out);
  const stop = streams.listenForStop();
  const wait = (milliseconds: number) => waitUnlessStopped(milliseconds, stop);
  const isStopped = () => stop.aborted;
  const common = { store, machine, console, random: Math.random };
  const platform = describePlatform();

  if (keyFile !== undefined) {
    const readKey = () => readKeyFile(keyFile, streams.input);
    const clock = { now: () => new Date(), sleep: wait };
    const result = await enrollFirst(
      { ...common, readKey, clock, hostname, platform, version: CONNECTOR_VERSION },
      isStopped,
    );
    if (result.status === "refused") return EXIT.refused;
    if (result.status === "stopped") return EXIT.done;
  }
  const instanceId = randomUUID();
  const result = await runConnector({
    ...common,
    now: () => new Date(),
    wait,
    isStopped,
    makeReport: () => ({
      hostname,
      platform,
      version: CONNECTOR_VERSION,
      addresses: listAddresses(),
      uptimeSeconds: Math.floor(uptime()),
      instanceId,
    }),
  });
  if (result.status === "not_enrolled") {
    throw new StateError(`There is no valid certificate in ${stateDirectory}. Enroll first, or give --key-file.`);
  }
  return result.status === "refused" ? EXIT.refused : EXIT.done;
}
