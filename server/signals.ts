import { isUnderNpm } from "@/server/child-env";

/** npm passes on a signal that the terminal has sent to us as well: within this time it is one and the same. */
const SAME_SIGNAL_MS = 1_000;
const PARENT_CHECK_MS = 500;

export type StopRequest = {
  /** Resolves when we are told to stop. */
  requested: Promise<void>;
  isRequested: () => boolean;
  /** Resolves when we are told a second time. */
  hurried: Promise<void>;
};

/** Listens for SIGTERM, SIGINT (Ctrl-C) and SIGHUP, and, under npm, for the end of our parent. */
export function watchStopRequests(): StopRequest {
  let first: number | undefined;
  let resolveRequested = () => {};
  let resolveHurried = () => {};
  const requested = new Promise<void>((resolve) => {
    resolveRequested = resolve;
  });
  const hurried = new Promise<void>((resolve) => {
    resolveHurried = resolve;
  });
  const onSignal = () => {
    if (first === undefined) {
      first = performance.now();
      resolveRequested();
    } else if (performance.now() - first > SAME_SIGNAL_MS) {
      resolveHurried();
    }
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, onSignal);
  if (isUnderNpm()) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent && first === undefined) onSignal();
    }, PARENT_CHECK_MS).unref();
  }
  return { requested, isRequested: () => first !== undefined, hurried };
}
