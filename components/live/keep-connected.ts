import { backOff } from "./back-off";
import { readEvents } from "./read-events";

/** `unattended`: nobody touched the page for an hour. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "offline" | "unattended";

type Options = {
  /** The address of the stream, asked at each try: it says how old the data is by then. */
  url: () => string;
  onChange: () => void;
  /** `nextTryAt` in milliseconds since the epoch while a try is to come. */
  onStatus: (status: LiveStatus, nextTryAt: number | null) => void;
  /** The session has ended, or its role may not read this any more. No try follows. */
  onRefused: () => void;
};

/** The server says something every 15 s; a connection that says nothing for so long is dead. */
const SILENCE_MS = 40_000;
/** A stream that ends sooner does not count as one that was up. */
const STEADY_MS = 5_000;
/** What a page does by itself must not keep a session in use that nobody uses. */
const UNATTENDED_MS = 3_600_000;
const INPUTS = ["pointermove", "pointerdown", "keydown", "wheel"] as const;

/**
 * Keeps one event stream open while the page is visible and somebody is there, and comes back by itself when it is lost.
 * Read with fetch and not EventSource, which does not tell an ended session from a server that is away.
 * Out: `retry` tries at once, `close` ends it for good.
 */
export function keepConnected({ url, onChange, onStatus, onRefused }: Options) {
  const life = new AbortController();
  let current: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let attendedAt = Date.now();
  let unattended = false;

  function disconnect(): void {
    clearTimeout(timer);
    const old = current;
    current = undefined;
    old?.abort();
  }

  function retry(): void {
    attempt = 0;
    unattended = false;
    attendedAt = Date.now();
    void connect();
  }

  function fail(openedAt: number | undefined): void {
    disconnect();
    if (openedAt !== undefined && Date.now() - openedAt >= STEADY_MS) attempt = 0;
    attempt += 1;
    const delay = backOff(attempt, Math.random());
    onStatus(attempt > 1 || !navigator.onLine ? "offline" : "reconnecting", Date.now() + delay);
    timer = setTimeout(() => void connect(), delay);
  }

  async function connect(): Promise<void> {
    disconnect();
    if (life.signal.aborted || unattended || document.visibilityState !== "visible") return;
    const mine = new AbortController();
    current = mine;
    let openedAt: number | undefined;
    let silence = setTimeout(() => mine.abort(), SILENCE_MS);
    try {
      const answer = await fetch(url(), {
        signal: mine.signal,
        cache: "no-store",
        headers: { accept: "text/event-stream" },
      });
      if (answer.status === 401 || answer.status === 403) return refuse(mine);
      if (!answer.ok || !answer.body) throw new Error(`answered ${answer.status}`);
      for await (const event of readEvents(answer.body)) {
        if (current !== mine) return;
        clearTimeout(silence);
        silence = setTimeout(() => mine.abort(), SILENCE_MS);
        if (openedAt === undefined) {
          openedAt = Date.now();
          onStatus("live", null);
        }
        if (event === "signed-out") return refuse(mine);
        if (Date.now() - attendedAt > UNATTENDED_MS) return rest();
        if (event === "changed") onChange();
      }
    } catch {
      // However it was lost, what follows is the same.
    } finally {
      clearTimeout(silence);
    }
    if (current === mine) fail(openedAt);
  }

  function refuse(by: AbortController): void {
    if (current !== by) return;
    close();
    onRefused();
  }

  function rest(): void {
    unattended = true;
    disconnect();
    onStatus("unattended", null);
  }

  function close(): void {
    life.abort();
    disconnect();
  }

  const listening = { signal: life.signal, passive: true };
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") retry();
      else disconnect();
    },
    listening,
  );
  window.addEventListener("online", retry, listening);
  // A server on this machine can still answer, so tries go on.
  window.addEventListener("offline", () => fail(undefined), listening);
  const attend = () => {
    attendedAt = Date.now();
    if (unattended) retry();
  };
  for (const input of INPUTS) window.addEventListener(input, attend, listening);
  void connect();
  return { retry, close };
}
