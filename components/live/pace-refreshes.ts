const APART_MS = 1_000;
/** So that not all pages that hear of a change ask in the same moment. */
const SPREAD_MS = 200;
const BLOCKED_MS = 300;

type Options = {
  /** Starts one; `settle` is called when it has ended. */
  refresh: () => void;
  /** Whether it must wait: a dialog is open, the connection is lost. */
  isBlocked: () => boolean;
};

/** Turns any number of requests into one refresh at a time, each at least a second after the one before had ended. */
export function paceRefreshes({ refresh, isBlocked }: Options) {
  let due = false;
  let busy = false;
  let endedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const plan = (delay: number) => {
    timer ??= setTimeout(run, delay);
  };
  function run(): void {
    timer = undefined;
    if (!due) return;
    if (busy || isBlocked()) {
      plan(BLOCKED_MS);
      return;
    }
    due = false;
    busy = true;
    refresh();
  }
  return {
    request: () => {
      due = true;
      plan(Math.max(0, endedAt + APART_MS - Date.now()) + Math.random() * SPREAD_MS);
    },
    /** A refresh has ended; it need not be one of ours: data that just came is fresh. */
    settle: () => {
      busy = false;
      endedAt = Date.now();
    },
    close: () => {
      due = false;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
