import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pool, prisma } from "@/lib/db";
import { beginDraining } from "@/lib/draining";
import { subscribe } from "@/lib/live";
import type { LiveMessage } from "@/lib/live/poller";
import type { LiveResource } from "@/lib/live/resources";
import { streamChanges } from "@/lib/live/stream-changes";
import type { UserActor } from "@/lib/services/actor";
import { systemActor } from "@/lib/services/actor";
import { type AuditAction, emitAudit } from "@/lib/services/audit";
import { checkChangedSince } from "@/lib/services/live/check-changed-since";
import { createActor, createConnector, createKey } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";

const SECOND = 1_000;
const admin = systemActor("test");
const write = (action: AuditAction = "key.edited") =>
  emitAudit(prisma, admin, { action, target: { type: "provisioning_key", id: crypto.randomUUID(), name: "a key" } });

let stopping: (() => void)[] = [];
function listen(resource: LiveResource = "provisioning_keys"): LiveMessage[] {
  const heard: LiveMessage[] = [];
  const { ready, unsubscribe } = subscribe(resource, (message) => heard.push(message));
  stopping.push(unsubscribe);
  return Object.assign(heard, { ready });
}
const settled = (heard: LiveMessage[]): Promise<void> => Reflect.get(heard, "ready");

let actor: UserActor;
beforeEach(async () => {
  // Timers alone: the database answers in real time.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  actor = await createActor(prisma, "VIEWER");
});
afterEach(() => {
  for (const stop of stopping) stop();
  stopping = [];
  vi.useRealTimers();
});

/** Lets the poller ask until it has told as many changes. */
const hears = (heard: LiveMessage[], count: number) =>
  vi.waitFor(
    () => {
      vi.advanceTimersByTime(SECOND);
      expect(heard.length).toBeGreaterThanOrEqual(count);
    },
    { timeout: 10_000 },
  );

test("a change of another connection is heard, a look at a key is not", async () => {
  const heard = listen();
  await settled(heard);
  await write("key.revealed");
  await write("key.copied");
  await write();
  await hears(heard, 1);
  await write();
  await hears(heard, 2);
  expect(heard.map(({ kind }) => kind)).toEqual(["changed", "changed"]);
});

test("a transaction that commits after later ones is heard too", async () => {
  const heard = listen();
  await settled(heard);
  const slow = await ownerClient();
  try {
    await slow.query("BEGIN");
    const { rows } = await slow.query<{ seq: string }>(
      `INSERT INTO audit_events (actor_type, actor_name, action, target_type) VALUES ('SYSTEM', 'slow', 'key.edited', 'provisioning_key') RETURNING seq`,
    );
    await write();
    await hears(heard, 1);
    const [first] = heard;
    expect(first).toMatchObject({ kind: "changed" });
    expect(first?.kind === "changed" && first.version > Number(rows[0]?.seq)).toBe(true);
    await slow.query("COMMIT");
    await hears(heard, 2);
  } finally {
    await slow.end();
  }
});

test("a page of connectors hears that one was heard and that one fell silent, without a row in the audit log", async () => {
  await seedTenant();
  const key = await createKey(prisma);
  const [first, second] = [await createConnector(prisma, key), await createConnector(prisma, key)];
  const heard = listen("connectors");
  await settled(heard);
  const before = await prisma.auditEvent.count();
  const hear = (id: string, secondsAgo: number) =>
    prisma.connector.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - secondsAgo * SECOND) } });
  await hear(first.id, 0);
  await hears(heard, 1);
  // A heartbeat of one that is connected already is no news.
  await hear(first.id, -1);
  await Promise.all([hear(first.id, 600), hear(second.id, 0)]);
  await hears(heard, 2);
  await hear(second.id, 600);
  await hears(heard, 3);
  expect(heard).toHaveLength(3);
  expect(await prisma.auditEvent.count()).toBe(before);
});

test("without subscribers the database is asked nothing", async () => {
  const heard = listen();
  await settled(heard);
  await write();
  await hears(heard, 1);
  let asked = 0;
  const count = () => {
    asked += 1;
  };
  pool.on("acquire", count);
  try {
    await hears(heard, 1);
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0));
    for (const stop of stopping) stop();
    await vi.waitFor(() => expect(pool.totalCount).toBe(pool.idleCount));
    asked = 0;
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(asked).toBe(0);
  } finally {
    pool.off("acquire", count);
  }
});

test("data is out of date when something changed since it was read, or when that is long ago", async () => {
  const ask = (ageMs: number) => checkChangedSince(actor, { resource: "provisioning_keys", ageMs });
  await write();
  expect(await ask(0)).toBe(true);
  const owner = await ownerClient();
  await owner.query(`UPDATE audit_events SET at = now() - interval '40 seconds'`);
  await owner.end();
  expect(await ask(20 * SECOND)).toBe(false);
  expect(await ask(30 * SECOND)).toBe(true);
  await write("key.revealed");
  expect(await ask(20 * SECOND)).toBe(false);
  expect(await ask(61 * SECOND)).toBe(true);
});

function open({ isStale = async () => false } = {}) {
  const gone = new AbortController();
  const onEnd = vi.fn();
  const stream = streamChanges({
    ...{ actor, resource: "provisioning_keys", isStale, onEnd },
    readAgo: () => 0,
    signal: gone.signal,
  });
  stopping.push(() => gone.abort());
  const state = { text: "", done: false };
  const decoder = new TextDecoder();
  const reading = stream.pipeTo(
    new WritableStream({
      write: (chunk) => {
        state.text += decoder.decode(chunk);
      },
      close: () => {
        state.done = true;
      },
    }),
  );
  return { state, onEnd, gone, reading };
}
const says = (state: { text: string }, pattern: RegExp) =>
  vi.waitFor(
    () => {
      vi.advanceTimersByTime(SECOND);
      expect(state.text).toMatch(pattern);
    },
    { timeout: 10_000 },
  );

test("a stream carries resource and version and nothing else", async () => {
  const { state, gone, reading, onEnd } = open({ isStale: async () => true });
  await says(state, /^: connected\n\nevent: changed\ndata: \{"resource":"provisioning_keys","version":0\}\n\n$/);
  state.text = "";
  await write();
  await says(state, /event: changed\ndata: \{"resource":"provisioning_keys","version":\d+\}\n\n/);
  expect(state.text).not.toContain("a key");
  gone.abort();
  await reading;
  expect([state.done, onEnd.mock.calls.length]).toEqual([true, 1]);
});

test("a revoked session's stream ends at the next change instead of telling it", async () => {
  const { state, reading, onEnd } = open();
  await says(state, /connected/);
  await prisma.session.update({ where: { id: actor.sessionId }, data: { revokedAt: new Date() } });
  await write();
  await says(state, /signed-out/);
  await reading;
  expect(state.text).not.toContain("changed");
  expect([state.done, onEnd.mock.calls.length]).toEqual([true, 1]);
});

test("a disabled user's stream ends within 15 seconds where nothing changes, and looking on is no use of the session", async () => {
  const before = await prisma.session.update({
    where: { id: actor.sessionId },
    data: { lastSeenAt: new Date(Date.now() - 120 * SECOND) },
  });
  const { state, reading } = open();
  await says(state, /still here/);
  const after = await prisma.session.findUniqueOrThrow({ where: { id: actor.sessionId } });
  expect(after.lastSeenAt).toEqual(before.lastSeenAt);
  await prisma.user.update({ where: { id: actor.id }, data: { disabledAt: new Date() } });
  await says(state, /signed-out/);
  await reading;
  expect(state.done).toBe(true);
});

test("streams end at once when the process is to stop, and later ones too", async () => {
  const first = open();
  await says(first.state, /connected/);
  beginDraining();
  await first.reading;
  await open().reading;
  expect(first.onEnd).toHaveBeenCalledOnce();
  expect(first.state.text).not.toContain("signed-out");
});
