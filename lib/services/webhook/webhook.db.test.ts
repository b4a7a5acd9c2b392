import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import { systemActor, type UserActor } from "@/lib/services/actor";
import { raiseNotifications } from "@/lib/services/notifications/raise";
import { attemptDelivery } from "@/lib/services/webhook/attempt";
import { claimDue } from "@/lib/services/webhook/claim";
import { getWebhook } from "@/lib/services/webhook/get";
import { listDeliveries } from "@/lib/services/webhook/list-deliveries";
import { makeSecret } from "@/lib/services/webhook/make-secret";
import { removeWebhook } from "@/lib/services/webhook/remove";
import { sendDue } from "@/lib/services/webhook/send-due";
import { sendAgain, sendTest } from "@/lib/services/webhook/send-now";
import { updateWebhook } from "@/lib/services/webhook/update";
import { MOST_ATTEMPTS } from "@/lib/webhook/back-off";
import { type Received, type Receiver, startReceiver } from "@/lib/webhook/testing/receiver";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const TOKEN = "T0KEN-in-the-path";
const sender = systemActor("Webhook");
let owner: UserActor;
let receiver: Receiver;

beforeAll(async () => {
  await seedTenant();
  owner = await createActor(prisma, "OWNER", "Olga");
  receiver = await startReceiver(["hooks.example.com"], ["127.0.0.1"]);
});
afterAll(async () => await receiver.close());

beforeEach(async () => {
  await prisma.webhook.deleteMany();
  await prisma.webhookDelivery.deleteMany();
  await prisma.notification.deleteMany();
  await prisma.notificationCondition.deleteMany();
  await prisma.provisioningKey.updateMany({ data: { deletedAt: new Date() } });
  receiver.received.length = 0;
  receiver.answer((response) => response.writeHead(204).end());
});

const loopback = async () => ["127.0.0.1"];
const given = { lookup: loopback };
const fields = (host = "127.0.0.1") => ({
  url: `https://${host}:${receiver.port}/${TOKEN}`,
  enabled: true,
  allowPrivate: true,
  trustedCa: receiver.authority,
});
const save = async (more: Partial<ReturnType<typeof fields>> = {}, version = 0) =>
  await updateWebhook(owner, { ...fields(), ...more, version });
const enqueue = async (count = 1) => {
  await prisma.webhookDelivery.createMany({
    data: Array.from({ length: count }, (_, index) => {
      return { event: "key.limit_reached", body: JSON.stringify({ text: `m${index}` }), nextTryAt: new Date() };
    }),
  });
};
const makeDue = () =>
  prisma.webhookDelivery.updateMany({ where: { state: "waiting" }, data: { nextTryAt: new Date() } });
const only = async () => {
  const [row] = (await listDeliveries(owner, { before: null })).rows;
  if (!row) throw new Error("nothing was delivered");
  return row;
};
const verify = ({ headers, body }: Received, secret: string) =>
  String(headers["webhook-signature"])
    .split(" ")
    .includes(
      `v1,${createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
        .update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`)
        .digest("base64")}`,
    );

describe("settings", () => {
  it("are the owner's alone", async () => {
    const { secret } = await save();
    for (const role of ["ADMIN", "VIEWER"] as const) {
      const actor = await createActor(prisma, role);
      for (const call of [
        () => getWebhook(actor, {}),
        () => updateWebhook(actor, { ...fields(), version: 1 }),
        () => makeSecret(actor, { version: 1 }),
        () => removeWebhook(actor, { version: 1 }),
        () => listDeliveries(actor, { before: null }),
        () => sendTest(actor, {}),
        () => sendAgain(actor, { id: owner.id }),
      ]) {
        await expect(call()).rejects.toMatchObject({ code: "forbidden" });
      }
    }
    expect(receiver.received).toEqual([]);
    expect(secret).toMatch(/^whsec_/);
  });

  it("show the secret once, and keep it and the address sealed", async () => {
    const { secret, version } = await save();
    expect(version).toBe(1);
    const again = await updateWebhook(owner, { ...fields(), enabled: false, version: 1 });
    expect(again).toEqual({ changed: true, version: 2, secret: null });
    expect(await updateWebhook(owner, { ...fields(), enabled: false, version: 2 })).toMatchObject({ changed: false });
    expect(await getWebhook(owner, {})).toMatchObject({ url: fields().url, enabled: false, version: 2 });
    const row = Buffer.from(JSON.stringify(await prisma.webhook.findFirstOrThrow()));
    const bytes = await prisma.$queryRaw<{ text: string }[]>`
      SELECT encode(sealed_url, 'escape') || encode(sealed_secret, 'escape') AS text FROM webhooks`;
    const stored = `${row}${bytes[0]?.text}`;
    expect(stored).not.toContain(TOKEN);
    expect(stored).not.toContain(String(secret).slice(6, 20));
  });

  it("leave audit rows without the token, and tell the second of two owners", async () => {
    await save();
    await updateWebhook(owner, { ...fields(), allowPrivate: true, enabled: false, version: 1 });
    await makeSecret(owner, { version: 2 });
    const other = await createActor(prisma, "OWNER");
    await expect(updateWebhook(other, { ...fields(), version: 1 })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Olga changed the webhook meanwhile."),
    });
    await removeWebhook(owner, { version: 3 });
    await expect(removeWebhook(owner, { version: 3 })).rejects.toMatchObject({ code: "conflict" });
    const rows = await prisma.auditEvent.findMany({
      where: { targetType: "webhook" },
      orderBy: { seq: "desc" },
      take: 4,
    });
    expect(rows.map(({ action }) => action)).toEqual([
      "webhook.deleted",
      "webhook.secret_made",
      "webhook.edited",
      "webhook.edited",
    ]);
    expect(rows[2]).toMatchObject({ before: { enabled: true }, after: { enabled: false } });
    expect(JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? 0 : value))).not.toContain(TOKEN);
    expect(rows[0]?.targetName).toBe(`https://127.0.0.1:${receiver.port}/…`);
  });

  it.each([
    [{ url: "http://hooks.example.com/" }, "url", "begin with https://"],
    [{ url: "https://user:pw@hooks.example.com/" }, "url", "Leave name and password out"],
    [{ url: "hooks.example.com" }, "url", "Enter the receiver’s address"],
    [{ url: "https://a.example/#x" }, "url", "from # on"],
    [{ url: "https://127.1/", allowPrivate: false }, "url", "127.0.0.1, an address of a private network"],
    [{ url: "https://169.254.169.254/latest/" }, "url", "not an address of a receiver"],
    [{ trustedCa: "secret" }, "trustedCa", "certificates in PEM"],
    [
      { trustedCa: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
      "trustedCa",
      "not a certificate that can be read",
    ],
  ])("refuse %o", async (more, field, words) => {
    await expect(save(more)).rejects.toMatchObject({
      code: "invalid",
      fields: { [field]: expect.stringContaining(words) },
    });
    expect(await prisma.webhook.count()).toBe(0);
  });
});

describe("messages", () => {
  it("are made with the notification, name nothing secret, and arrive signed", async () => {
    const { secret } = await save();
    const key = await createKey(prisma, { name: "fra1", used: 10 });
    await prisma.notificationProgress.updateMany({ data: { wholeAt: null } });
    await raiseNotifications(systemActor("Notifications"), {});
    expect(await sendDue(sender, given)).toEqual({ sent: 1, more: false });
    expect(await sendDue(sender, given)).toEqual({ sent: 0, more: false });
    const [message] = receiver.received;
    if (!message) throw new Error("nothing arrived");
    expect(verify(message, secret ?? "")).toBe(true);
    const body = JSON.parse(message.body);
    expect(body).toMatchObject({
      type: "key.limit_reached",
      timestamp: expect.stringMatching(/^20.*Z$/),
      data: {
        target: { type: "provisioning_key", id: key.id, name: "fra1" },
        used: 10,
        maximum: 10,
        url: expect.stringMatching(/^http:\/\/localhost:\d+\/provisioning-keys\/[0-9a-f-]{36}$/),
      },
      text: expect.stringContaining("fra1 is at its limit: 10 of 10 uses taken."),
    });
    expect(message.body).not.toContain(key.keyString);
    expect(Math.abs(Number(message.headers["webhook-timestamp"]) - Date.now() / 1000)).toBeLessThan(60);
    const row = await only();
    expect(row).toMatchObject({ state: "delivered", attempts: 1, nextTryAt: null, id: message.headers["webhook-id"] });
    expect(row.results).toMatchObject([{ status: 204, error: null, address: "127.0.0.1" }]);
    expect(JSON.stringify(row)).not.toContain(TOKEN);
  });

  it("are signed with both secrets for a day after a new one was made, and a third ends the first", async () => {
    const { secret: first } = await save();
    const { secret: second, version } = await makeSecret(owner, { version: 1 });
    await sendTest(owner, {});
    const { secret: third } = await makeSecret(owner, { version });
    await sendTest(owner, {});
    await prisma.webhook.updateMany({ data: { previousUntil: new Date(Date.now() - 1_000) } });
    await sendTest(owner, {});
    expect(
      receiver.received.map((message) => [first ?? "", second, third].map((secret) => verify(message, secret))),
    ).toEqual([
      [true, true, false],
      [false, true, true],
      [false, false, true],
    ]);
  });

  it("are not made without a webhook or while it is off, and what waits is dropped when it is switched off", async () => {
    const raise = async (name: string) => {
      await createKey(prisma, { name, used: 10 });
      await prisma.notificationProgress.updateMany({ data: { wholeAt: null } });
      await raiseNotifications(systemActor("Notifications"), {});
      return await prisma.webhookDelivery.groupBy({ by: ["state"], _count: true, orderBy: { state: "asc" } });
    };
    expect(await raise("a")).toEqual([]);
    await save();
    expect(await raise("b")).toEqual([{ state: "waiting", _count: 1 }]);
    await updateWebhook(owner, { ...fields(), enabled: false, version: 1 });
    expect(await raise("c")).toEqual([{ state: "dropped", _count: 1 }]);
    expect(await sendDue(sender, given)).toMatchObject({ sent: 0 });
    await updateWebhook(owner, { ...fields(), enabled: true, version: 2 });
    await enqueue(1_000);
    expect(await raise("d")).toEqual([
      { state: "dropped", _count: 2 },
      { state: "waiting", _count: 1_000 },
    ]);
    await removeWebhook(owner, { version: 3 });
    expect(await prisma.webhookDelivery.count({ where: { state: "waiting" } })).toBe(0);
  });
});

describe("attempts", () => {
  it("that fail are made again, later each time, with the same id and body, and end after a day", async () => {
    await save();
    await enqueue();
    receiver.answer((response) => response.writeHead(503, { "retry-after": "90" }).end("down"));
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      expect(await sendDue(sender, given)).toMatchObject({ sent: 1 });
      expect(await sendDue(sender, given)).toMatchObject({ sent: 0 });
      if (attempt === 1) {
        const wait = Date.parse((await only()).nextTryAt ?? "") - Date.now();
        expect(wait).toBeGreaterThan(80_000);
        expect(wait).toBeLessThan(100_000);
      }
      await makeDue();
    }
    expect(await sendDue(sender, given)).toMatchObject({ sent: 0 });
    const row = await only();
    expect(row).toMatchObject({ state: "failed", attempts: MOST_ATTEMPTS, nextTryAt: null });
    expect(row.results).toHaveLength(MOST_ATTEMPTS);
    expect(row.results[0]).toMatchObject({ status: 503, error: "The receiver answered 503.", answer: "down" });
    expect(new Set(receiver.received.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`)).size).toBe(1);
  });

  it("at a receiver that hangs, redirects or is gone are told apart", async () => {
    await save();
    await enqueue();
    receiver.answer(() => {});
    await sendDue(sender, { ...given, timeoutMs: 400 });
    expect((await only()).results[0]).toMatchObject({ status: null, error: "There was no complete answer in time." });
    receiver.answer((response) => response.writeHead(302, { location: "https://127.0.0.1/" }).end());
    await makeDue();
    await sendDue(sender, given);
    expect(await only()).toMatchObject({ state: "waiting" });
    expect((await only()).results[0]?.error).toContain("Redirects are not followed");
    receiver.answer((response) => response.writeHead(410).end());
    await makeDue();
    await sendDue(sender, given);
    expect(await only()).toMatchObject({ state: "failed", attempts: 3 });
    expect(receiver.received).toHaveLength(3);
  });

  it("reach nobody where the name leads to this machine, and what was checked where its address changes", async () => {
    await save({ allowPrivate: false, url: `https://hooks.example.com:${receiver.port}/` });
    await enqueue();
    await sendDue(sender, given);
    expect((await only()).results[0]?.error).toMatch(
      /^hooks\.example\.com leads to 127\.0\.0\.1, an address of a private/,
    );
    expect(receiver.received).toEqual([]);
    // A name that answers with a harmless address first and with this machine afterwards: it is asked once for each attempt.
    let asked = 0;
    const rebind = async () => {
      asked += 1;
      return [asked === 1 ? "192.0.2.1" : "127.0.0.1"];
    };
    await makeDue();
    await sendDue(sender, { ...given, lookup: rebind });
    expect(asked).toBe(1);
    expect(receiver.received).toEqual([]);
    await prisma.webhook.updateMany({ data: { allowPrivate: true } });
    await makeDue();
    await sendDue(sender, { ...given, lookup: async () => ["127.0.0.1"] });
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers.host).toBe(`hooks.example.com:${receiver.port}`);
  });

  it("are made by one process at a time, each message once", async () => {
    await save();
    await enqueue(30);
    const send = async (): Promise<number> => {
      const { sent, more } = await sendDue(sender, given);
      return more ? sent + (await send()) : sent;
    };
    await Promise.all([send(), send(), send()]);
    while ((await send()) > 0);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect([ids.length, new Set(ids).size]).toEqual([30, 30]);
    expect(await prisma.webhookDelivery.count({ where: { state: "delivered", attempts: 1 } })).toBe(30);
  });

  it("of a process that was killed are taken over after a minute, and its late result changes nothing", async () => {
    await save();
    await enqueue();
    const killed = await claimDue(sender, { most: 4 });
    const message = killed?.due[0];
    if (!killed || !message) throw new Error("nothing was claimed");
    expect(await sendDue(sender, given)).toMatchObject({ sent: 0 });
    const lease = Date.parse((await only()).nextTryAt ?? "") - Date.now();
    expect(lease).toBeGreaterThan(30_000);
    expect(lease).toBeLessThan(61_000);
    await makeDue();
    expect(await sendDue(sender, given)).toMatchObject({ sent: 1 });
    expect(await only()).toMatchObject({ state: "delivered", attempts: 2 });
    receiver.answer((response) => response.writeHead(500).end());
    await attemptDelivery(sender, killed.webhook, message, given);
    expect(await only()).toMatchObject({ state: "delivered", nextTryAt: null });
    expect((await only()).results.map(({ number, status }) => [number, status])).toEqual([
      [2, 204],
      [1, 500],
    ]);
  });

  it("whose last one was killed are given up", async () => {
    await save();
    await enqueue();
    await prisma.webhookDelivery.updateMany({ data: { attempts: MOST_ATTEMPTS } });
    expect(await sendDue(sender, given)).toMatchObject({ sent: 0 });
    expect(await only()).toMatchObject({ state: "failed" });
  });
});

describe("an owner", () => {
  it("sends a test, sees the real answer, and it is not tried again", async () => {
    const tests = () => prisma.auditEvent.count({ where: { action: "webhook.tested", actorId: owner.id } });
    const before = await tests();
    await expect(sendTest(owner, {})).rejects.toMatchObject({ code: "not_found" });
    await save({ enabled: false });
    receiver.answer((response) => response.writeHead(422).end('{"error":"no such channel"}'));
    expect(await sendTest(owner, {})).toMatchObject({
      state: "failed",
      status: 422,
      error: "The receiver answered 422.",
      answer: '{"error":"no such channel"}',
    });
    expect(await sendDue(sender, given)).toMatchObject({ sent: 0 });
    receiver.answer((response) => response.writeHead(200).end("ok"));
    expect(await sendTest(owner, {})).toMatchObject({ state: "delivered", status: 200, answer: "ok" });
    expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(["webhook.test", "webhook.test"]);
    expect(await tests()).toBe(before + 2);
  });

  it("sends a message of the log again under its own id", async () => {
    await save();
    await enqueue();
    await prisma.webhookDelivery.updateMany({ data: { state: "failed", nextTryAt: null, attempts: MOST_ATTEMPTS } });
    const { id } = await only();
    expect(await sendAgain(owner, { id })).toMatchObject({ state: "delivered", status: 204 });
    expect(receiver.received[0]?.headers["webhook-id"]).toBe(id);
    expect(await only()).toMatchObject({ state: "delivered", attempts: MOST_ATTEMPTS + 1 });
    receiver.answer((response) => response.writeHead(500).end());
    await prisma.webhookDelivery.updateMany({ data: { state: "waiting", nextTryAt: new Date(), attempts: 1 } });
    await prisma.webhookAttempt.deleteMany();
    expect(await sendAgain(owner, { id })).toMatchObject({ state: "waiting" });
    await expect(sendAgain(owner, { id: owner.id })).rejects.toMatchObject({ code: "not_found" });
    const [event] = await prisma.auditEvent.findMany({ where: { action: "webhook.sent_again" } });
    expect(event).toMatchObject({ actorName: "Olga", after: { messageId: id } });
  });
});
