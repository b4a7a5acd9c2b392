import type { ChildProcess } from "node:child_process";
import type { ListeningMessage } from "@/server/children/serve";
import { StartupError } from "@/server/startup-error";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Who ran this long before it crashed is started again at once. */
const STEADY_MS = 60_000;
/** A little more than a child takes itself to cut what is still open. */
const STOP_MS = 12_000;

export type KeptChild = {
  pid: () => number | undefined;
  /** Asks it to stop, then waits until it has; cuts it off after twelve seconds. */
  stop: () => Promise<void>;
  kill: () => void;
};

/**
 * Starts a process and starts it again when it crashes, each time after a longer pause.
 * In: its name in messages, what starts it with a channel for messages. Out: resolves when it accepts connections. Throws StartupError when it ends
 * before: what it printed says why.
 */
export async function keepRunning(options: { name: string; spawn: () => ChildProcess }): Promise<KeptChild> {
  let child: ChildProcess;
  let stopping = false;
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;

  const start = (onListening: () => void, onEnd: (how: string) => void) => {
    const started = performance.now();
    child = options.spawn();
    child.on("message", (message: ListeningMessage) => {
      if (message.type === "listening") onListening();
    });
    child.on("error", () => undefined);
    child.once("exit", (code, signal) => {
      if (stopping) return;
      if (performance.now() - started > STEADY_MS) pause = FIRST_PAUSE_MS;
      onEnd(signal ?? `exit code ${code}`);
    });
  };
  const startAgain = (how: string) => {
    console.error(`${options.name} ended (${how}); it is started again in ${pause / 1000} s.`);
    timer = setTimeout(() => start(() => undefined, startAgain), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };

  const kept: KeptChild = {
    pid: () => child.pid,
    kill: () => child.kill("SIGKILL"),
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const cut = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await ended;
      clearTimeout(cut);
    },
  };
  let listening = false;
  await new Promise<void>((resolve, reject) => {
    const onListening = () => {
      listening = true;
      resolve();
    };
    start(onListening, (how) => {
      if (listening) startAgain(how);
      else reject(new StartupError(`${options.name} did not start (${how}). The lines above say why.`));
    });
  });
  return kept;
}
