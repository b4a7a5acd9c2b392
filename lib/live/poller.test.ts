import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ChangeSource, createPoller, type LiveMessage } from "./poller";

const SECOND = 1_000;

/** An audit log in memory: rows are numbered when they begin and seen when they are committed. */
function createFakeLog() {
  const rows: { seq: number; target: string }[] = [];
  let next = 1;
  let broken = false;
  let reads = 0;
  let connected = "";
  let looks = 0;
  let lookTakes = 0;
  const guard = () => {
    reads += 1;
    if (broken) throw new Error("connection refused");
  };
  const source: ChangeSource = {
    readLatest: async () => {
      guard();
      return Math.max(0, ...rows.map(({ seq }) => seq));
    },
    readChanges: async (floor, nextFloor) => {
      guard();
      const targets = [...new Set(rows.map(({ target }) => target))];
      return targets.map((target) => {
        const found = rows.filter((row) => row.target === target && row.seq > floor).map(({ seq }) => seq);
        const kept = found.filter((seq) => seq > nextFloor).length;
        return { target, found: found.length, kept, latest: Math.max(0, ...found) };
      });
    },
    readConnections: async () => {
      guard();
      looks += 1;
      if (lookTakes > 0) vi.setSystemTime(Date.now() + lookTakes);
      return connected;
    },
  };
  const begin = (target: string) => {
    const row = { seq: next++, target };
    return () => void rows.push(row);
  };
  return {
    source,
    begin,
    write: (target: string) => begin(target)(),
    breakDown: () => {
      broken = true;
    },
    recover: () => {
      broken = false;
    },
    reads: () => reads,
    connect: (names: string) => {
      connected = names;
    },
    slowDown: (milliseconds: number) => {
      lookTakes = milliseconds;
    },
    looks: () => looks,
  };
}

let log: ReturnType<typeof createFakeLog>;
let follow: ReturnType<typeof createPoller>;
const heard: LiveMessage[] = [];
const listen = (message: LiveMessage) => void heard.push(message);
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * SECOND);

beforeEach(() => {
  vi.useFakeTimers();
  heard.length = 0;
  log = createFakeLog();
  follow = createPoller(log.source);
});
afterEach(() => vi.useRealTimers());

describe("while somebody listens", () => {
  test("what was there before is no change, and what comes is told once", async () => {
    log.write("provisioning_key");
    const { ready } = follow("provisioning_keys", listen);
    await ready;
    await pass(3);
    expect(heard).toEqual([]);
    log.write("provisioning_key");
    await pass(3);
    expect(heard).toEqual([{ kind: "changed", resource: "provisioning_keys", version: 2 }]);
  });

  test("a burst is told at most once a second", async () => {
    await follow("provisioning_keys", listen).ready;
    for (let tenth = 0; tenth < 50; tenth += 1) {
      log.write("provisioning_key");
      await pass(0.1);
    }
    expect(heard.length).toBeGreaterThanOrEqual(4);
    expect(heard.length).toBeLessThanOrEqual(5);
  });

  test("a row committed late, below numbers already seen, is told; also after its number is far behind", async () => {
    await follow("provisioning_keys", listen).ready;
    const commit = log.begin("connector_group");
    for (let second = 0; second < 10; second += 1) {
      for (let row = 0; row < 300; row += 1) log.write("user");
      await pass(1);
    }
    expect(heard).toEqual([]);
    commit();
    await pass(2);
    expect(heard).toEqual([{ kind: "changed", resource: "provisioning_keys", version: 3_001 }]);
  });

  test("what leaves the window is no change", async () => {
    for (let row = 0; row < 900; row += 1) log.write("provisioning_key");
    await follow("provisioning_keys", listen).ready;
    for (let second = 0; second < 30; second += 1) {
      for (let row = 0; row < 200; row += 1) log.write("user");
      await pass(1);
    }
    expect(heard).toEqual([]);
  });

  test("other targets concern nobody", async () => {
    await follow("provisioning_keys", listen).ready;
    log.write("session");
    await pass(2);
    expect(heard).toEqual([]);
  });

  test("one answer that fails is borne; an outage is told, and nothing of it is lost", async () => {
    await follow("provisioning_keys", listen).ready;
    await pass(1);
    log.breakDown();
    await pass(1);
    expect(heard).toEqual([]);
    await pass(1);
    expect(heard).toEqual([{ kind: "offline" }]);
    log.write("provisioning_key");
    log.recover();
    await pass(1);
    expect(heard.at(-1)).toEqual({ kind: "changed", resource: "provisioning_keys", version: 1 });
  });

  test("an outage from the start is told too", async () => {
    log.breakDown();
    const { ready } = follow("provisioning_keys", listen);
    await pass(2);
    await ready;
    expect(heard[0]).toEqual({ kind: "offline" });
    log.write("provisioning_key");
    log.recover();
    await pass(1);
    log.write("provisioning_key");
    await pass(1);
    expect(heard.at(-1)).toMatchObject({ kind: "changed", version: 2 });
  });
});

describe("connections", () => {
  const told = { kind: "changed", resource: "connectors", version: 0 };

  test("are told to who shows them, once for each difference, and nobody else asks for them", async () => {
    await follow("provisioning_keys", () => {}).ready;
    await pass(3);
    expect(log.looks()).toBe(0);
    const { ready } = follow("connectors", listen);
    await pass(1);
    await ready;
    expect(log.looks()).toBe(1);
    log.connect("a");
    await pass(3);
    expect(heard).toEqual([told]);
    log.connect("b");
    await pass(1);
    expect(heard).toEqual([told, told]);
  });

  test("are told to the page of one key, which hears of looks at it too", async () => {
    await follow("provisioning_key", listen).ready;
    log.connect("a");
    await pass(1);
    log.write("look");
    await pass(1);
    expect(heard).toEqual([
      { kind: "changed", resource: "provisioning_key", version: 0 },
      { kind: "changed", resource: "provisioning_key", version: 1 },
    ]);
  });

  test("are looked at the less often the longer a look takes", async () => {
    log.slowDown(30);
    await follow("connectors", listen).ready;
    const before = log.looks();
    await pass(60);
    expect(log.looks() - before).toBeGreaterThan(12);
    expect(log.looks() - before).toBeLessThan(21);
  });

  test("are looked at as often as before when one look is slow among quick ones", async () => {
    await follow("connectors", listen).ready;
    await pass(5);
    log.slowDown(500);
    await pass(1);
    log.slowDown(0);
    const before = log.looks();
    await pass(5);
    expect(log.looks() - before).toBeGreaterThanOrEqual(4);
  });

  test("may have been missed by a page that is older than the first look, or than a difference", async () => {
    const first = follow("connectors", listen);
    await first.ready;
    expect(first.mayHaveMissed(500)).toBe(true);
    await pass(30);
    const later = follow("connectors", () => {});
    await later.ready;
    expect([later.mayHaveMissed(500), later.mayHaveMissed(40 * SECOND)]).toEqual([false, true]);
    log.connect("a");
    await pass(2);
    expect([later.mayHaveMissed(500), later.mayHaveMissed(2 * SECOND)]).toEqual([false, true]);
    expect(follow("provisioning_keys", () => {}).mayHaveMissed(60 * SECOND)).toBe(false);
  });

  test("that differ while an answer fails are told afterwards", async () => {
    await follow("connectors", listen).ready;
    log.breakDown();
    log.connect("a");
    await pass(1);
    log.recover();
    await pass(2);
    expect(heard).toEqual([told]);
  });
});

describe("while nobody listens", () => {
  test("nothing is asked, not before, not after", async () => {
    await pass(5);
    expect(log.reads()).toBe(0);
    const first = follow("provisioning_keys", listen);
    const second = follow("provisioning_keys", () => {});
    await second.ready;
    await pass(2);
    first.unsubscribe();
    await pass(1);
    const asked = log.reads();
    await pass(1);
    expect(log.reads()).toBe(asked + 1);
    second.unsubscribe();
    second.unsubscribe();
    await pass(10);
    expect(log.reads()).toBe(asked + 1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a listener may leave while it is told, and who comes again starts anew", async () => {
    const once = follow("provisioning_keys", (message) => {
      heard.push(message);
      once.unsubscribe();
    });
    await once.ready;
    log.write("provisioning_key");
    await pass(1);
    expect([heard.length, vi.getTimerCount()]).toEqual([1, 0]);
    log.write("provisioning_key");
    await follow("provisioning_keys", listen).ready;
    await pass(2);
    expect(heard.length).toBe(1);
  });
});
