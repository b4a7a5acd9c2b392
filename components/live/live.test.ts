import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { backOff } from "./back-off";
import { keepConnected } from "./keep-connected";
import { paceRefreshes } from "./pace-refreshes";
import { readEvents } from "./read-events";

const SECOND = 1_000;
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * SECOND);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("backOff", () => {
  test("doubles up to 30 seconds", () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((attempt) => backOff(attempt, 0))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  test("takes up to half of it off by chance", () => {
    expect([backOff(6, 0.5), backOff(6, 0.999_999)]).toEqual([22_500, 15_000]);
  });
});

describe("readEvents", () => {
  const read = async (chunks: string[]) => {
    const events: string[] = [];
    for await (const event of readEvents(new Blob(chunks).stream())) events.push(event);
    return events;
  };

  test("names events and comments, wherever the chunks break", async () => {
    const text =
      ': connected\n\nevent: changed\ndata: {"resource":"x"}\n\n: still here\n\nevent: signed-out\ndata: {}\n\n';
    expect(await read([text])).toEqual(["", "changed", "", "signed-out"]);
    expect(await read([...text])).toEqual(["", "changed", "", "signed-out"]);
  });

  test("gives up on what never ends an event", async () => {
    await expect(read(["x".repeat(20_000)])).rejects.toThrow("not an event stream");
  });
});

describe("paceRefreshes", () => {
  function start() {
    const refresh = vi.fn();
    const state = { blocked: false };
    return { refresh, state, ...paceRefreshes({ refresh, isBlocked: () => state.blocked }) };
  }

  test("many requests are one refresh, and the next waits a second after the end of the one before", async () => {
    const pace = start();
    for (let i = 0; i < 100; i += 1) pace.request();
    await pass(0.2);
    expect(pace.refresh).toHaveBeenCalledTimes(1);
    pace.request();
    await pass(10);
    expect(pace.refresh).toHaveBeenCalledTimes(1);
    pace.settle();
    await pass(0.4);
    expect(pace.refresh).toHaveBeenCalledTimes(2);
    pace.settle();
    pace.request();
    await pass(0.9);
    expect(pace.refresh).toHaveBeenCalledTimes(2);
    await pass(0.2);
    expect(pace.refresh).toHaveBeenCalledTimes(3);
  });

  test("waits while it is blocked, and forgets nothing", async () => {
    const pace = start();
    pace.state.blocked = true;
    pace.request();
    await pass(60);
    expect(pace.refresh).not.toHaveBeenCalled();
    pace.state.blocked = false;
    await pass(0.4);
    expect(pace.refresh).toHaveBeenCalledTimes(1);
  });

  test("leaves no timer behind, and works again after it was closed", async () => {
    const pace = start();
    pace.request();
    pace.close();
    expect(vi.getTimerCount()).toBe(0);
    pace.request();
    await pass(1);
    expect(pace.refresh).toHaveBeenCalledTimes(1);
  });
});

/** A page and a server in memory: each try is an answer, or a failure, that the test gives. */
function createWorld() {
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const browser = new EventTarget();
  const tries: { signal: AbortSignal; say: (text: string) => void; end: () => void }[] = [];
  const server = { status: 200 };
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", browser);
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("fetch", async (_url: string, { signal }: { signal: AbortSignal }) => {
    if (server.status === 0) throw new TypeError("Failed to fetch");
    if (server.status !== 200) return new Response(null, { status: server.status });
    const stream = new TransformStream<Uint8Array, Uint8Array>(undefined, { highWaterMark: 100 });
    const writer = stream.writable.getWriter();
    signal.addEventListener("abort", () => void writer.abort(signal.reason).catch(() => {}));
    tries.push({
      signal,
      say: (text) => void writer.write(new TextEncoder().encode(text)).catch(() => {}),
      end: () => void writer.close().catch(() => {}),
    });
    return new Response(stream.readable);
  });
  const statuses: string[] = [];
  const [onChange, onRefused] = [vi.fn(), vi.fn()];
  const connection = keepConnected({
    url: () => "/api/events",
    onChange,
    onRefused,
    onStatus: (status) => void statuses.push(status),
  });
  const show = (visibilityState: "visible" | "hidden") => {
    page.visibilityState = visibilityState;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  const open = async () => {
    await pass(0);
    tries.at(-1)?.say(": connected\n\n");
    await pass(0);
  };
  return { connection, tries, server, statuses, onChange, onRefused, show, open, browser };
}

describe("keepConnected", () => {
  test("is live once the server speaks, and tells each change", async () => {
    const world = createWorld();
    await world.open();
    world.tries[0]?.say("event: changed\ndata: {}\n\nevent: changed\ndata: {}\n\n");
    await pass(0);
    expect(world.statuses).toEqual(["live"]);
    expect(world.onChange).toHaveBeenCalledTimes(2);
    world.connection.close();
    await pass(0);
    expect([world.tries[0]?.signal.aborted, vi.getTimerCount()]).toEqual([true, 0]);
  });

  test("holds no stream while hidden, and one again when it is shown", async () => {
    const world = createWorld();
    await world.open();
    world.show("hidden");
    await pass(120);
    expect([world.tries.length, world.tries[0]?.signal.aborted, vi.getTimerCount()]).toEqual([1, true, 0]);
    world.show("visible");
    await world.open();
    expect(world.tries.length).toBe(2);
    expect(world.statuses.at(-1)).toBe("live");
  });

  test("comes back by itself, ever more patiently, and says how it stands", async () => {
    const world = createWorld();
    await world.open();
    await pass(10);
    world.server.status = 0;
    world.tries[0]?.end();
    await pass(0);
    expect(world.statuses).toEqual(["live", "reconnecting"]);
    await pass(1);
    expect(world.statuses).toEqual(["live", "reconnecting", "offline"]);
    await pass(2 + 4 + 8);
    world.server.status = 200;
    await pass(15.9);
    expect(world.tries.length).toBe(1);
    await pass(0.2);
    await world.open();
    expect(world.tries.length).toBe(2);
    expect(world.statuses.at(-1)).toBe("live");
  });

  test("a server that takes the stream and drops it at once is not asked every second", async () => {
    const world = createWorld();
    for (let i = 0; i < 5; i += 1) {
      await world.open();
      world.tries.at(-1)?.end();
      await pass(2 ** i);
    }
    expect(world.tries.length).toBe(6);
  });

  test("a connection that says nothing any more is given up", async () => {
    const world = createWorld();
    await world.open();
    await pass(39);
    expect(world.statuses).toEqual(["live"]);
    await pass(2.5);
    expect(world.statuses).toEqual(["live", "reconnecting"]);
    expect(world.tries.length).toBe(2);
  });

  test.each([401, 403])("asks no more after %i", async (status) => {
    const world = createWorld();
    await world.open();
    world.server.status = status;
    world.tries[0]?.end();
    await pass(120);
    expect(world.onRefused).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("asks no more once the session has ended", async () => {
    const world = createWorld();
    await world.open();
    world.tries[0]?.say("event: signed-out\ndata: {}\n\n");
    await pass(120);
    expect(world.onRefused).toHaveBeenCalledTimes(1);
    expect([world.tries.length, vi.getTimerCount()]).toEqual([1, 0]);
  });

  test("says at once that the browser is offline, and comes back as soon as it is online", async () => {
    const world = createWorld();
    await world.open();
    world.server.status = 0;
    vi.stubGlobal("navigator", { onLine: false });
    world.browser.dispatchEvent(new Event("offline"));
    expect(world.statuses.at(-1)).toBe("offline");
    await pass(31);
    world.server.status = 200;
    world.browser.dispatchEvent(new Event("online"));
    await world.open();
    expect(world.statuses.at(-1)).toBe("live");
  });

  test("rests when nobody was there for an hour, and goes on at the first touch", async () => {
    const world = createWorld();
    await world.open();
    const beat = async (times: number) => {
      for (let i = 0; i < times; i += 1) {
        world.tries.at(-1)?.say(": still here\n\n");
        await pass(15);
      }
    };
    await beat(200);
    world.browser.dispatchEvent(new Event("keydown"));
    await beat(200);
    expect(world.statuses).toEqual(["live"]);
    await beat(100);
    expect(world.statuses).toEqual(["live", "unattended"]);
    expect(world.tries[0]?.signal.aborted).toBe(true);
    world.browser.dispatchEvent(new Event("pointermove"));
    await world.open();
    expect(world.statuses.at(-1)).toBe("live");
  });

  test("retry tries at once", async () => {
    const world = createWorld();
    world.server.status = 503;
    await pass(40);
    world.server.status = 200;
    world.connection.retry();
    await world.open();
    expect(world.statuses.at(-1)).toBe("live");
  });
});
