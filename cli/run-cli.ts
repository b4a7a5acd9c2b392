import { hostname as readHostname } from "node:os";
import { parseArgs } from "node:util";
import { looksLikeProvisioningKey } from "@/lib/provisioning-key/pattern";
import { checkKey } from "./check-key";
import {
  type CliStreams,
  type CliValues,
  checkHostname,
  EXIT,
  readOption,
  requireOption,
  UsageError,
} from "./command-line";
import { cleanText, createConsole } from "./console";
import { describePlatform } from "./describe-host";
import { type EnrollOptions, enrollConnector } from "./enroll";
import { readMachineIdentity } from "./machine-fingerprint";
import { KeyFileError, readKeyFile } from "./read-key-file";
import { runRun } from "./run-command";
import { showStatus } from "./show-status";
import { openFileStore, StateError } from "./state";
import { USAGE } from "./usage";
import { CONNECTOR_VERSION } from "./version";

const OPTIONS = {
  "key-file": { type: "string" },
  "state-dir": { type: "string" },
  hostname: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
} as const;

const KEY_IN_ARGUMENTS =
  "A provisioning key must not be given as an argument: process list and shell history show it. Treat this key as exposed and have it rotated. Put keys into a file readable by you only, and use --key-file FILE, or --key-file - to read standard input.";

function parseArguments(args: string[]) {
  if (args.some((argument) => looksLikeProvisioningKey(argument.replace(/^--?[a-z-]+=/, "")))) {
    throw new UsageError(KEY_IN_ARGUMENTS);
  }
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    // The parser's own messages repeat arguments, which may hold a piece of a key.
    const isUnknown = error instanceof Error && "code" in error && error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION";
    throw new UsageError(isUnknown ? "There is an unknown option." : "An option lacks its value or has one too many.");
  }
}

async function runEnroll(values: CliValues, streams: CliStreams): Promise<number> {
  const keyFile = requireOption(values, "key-file");
  const stateDirectory = requireOption(values, "state-dir");
  const hostname = checkHostname(readOption(values, "hostname") ?? readHostname());
  const store = await openFileStore(stateDirectory);
  const options: EnrollOptions = {
    store,
    hostname,
    readKey: () => readKeyFile(keyFile, streams.input),
    machine: await readMachineIdentity(store),
    console: createConsole(streams.out),
    platform: describePlatform(),
    version: CONNECTOR_VERSION,
    clock: { now: () => new Date(), sleep: (delay) => new Promise((resolve) => setTimeout(resolve, delay)) },
    random: Math.random,
  };
  const { status } = await enrollConnector(options);
  if (status === "refused") return EXIT.refused;
  return status === "unreachable" ? EXIT.unreachable : EXIT.done;
}

async function runStatus(values: CliValues, streams: CliStreams): Promise<number> {
  if (values["key-file"] !== undefined || values.hostname !== undefined) {
    throw new UsageError("status takes --state-dir only.");
  }
  const store = await openFileStore(requireOption(values, "state-dir"));
  const { ok, lines } = await showStatus(store, await readMachineIdentity(store), new Date());
  for (const line of lines) streams.out(line);
  return ok ? EXIT.done : EXIT.refused;
}

async function runCheckKey(values: CliValues, streams: CliStreams): Promise<number> {
  if (values["state-dir"] !== undefined || values.hostname !== undefined) {
    throw new UsageError("check-key takes --key-file only.");
  }
  const { ok, lines } = checkKey(await readKeyFile(requireOption(values, "key-file"), streams.input));
  for (const line of lines) streams.out(line);
  return ok ? EXIT.done : EXIT.refused;
}

async function runCommand(args: string[], streams: CliStreams): Promise<number> {
  const { values, positionals } = parseArguments(args);
  if (values.help) {
    streams.out(USAGE.trimEnd());
    return EXIT.done;
  }
  if (values.version) {
    streams.out(CONNECTOR_VERSION);
    return EXIT.done;
  }
  const [command, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError("There are too many arguments.");
  if (command === "enroll") return runEnroll(values, streams);
  if (command === "run") return runRun(values, streams);
  if (command === "status") return runStatus(values, streams);
  if (command === "check-key") return runCheckKey(values, streams);
  throw new UsageError(command === undefined ? "A command is missing." : "There is no such command.");
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && "syscall" in error;
}

/**
 * Runs one command. In: the arguments after the program's name. Out: the exit code. Console lines go to `out`, complaints
 * about usage and local files to `err`; neither ever shows a key.
 */
export async function runCli(args: string[], streams: CliStreams): Promise<number> {
  try {
    return await runCommand(args, streams);
  } catch (error) {
    const isKnown = error instanceof UsageError || error instanceof KeyFileError || error instanceof StateError;
    if (!isKnown && !isSystemError(error)) throw error;
    streams.err(`latchkey-connector: ${cleanText(error.message)}`);
    if (error instanceof UsageError) streams.err("Run latchkey-connector --help to see how it is used.");
    return EXIT.usage;
  }
}
