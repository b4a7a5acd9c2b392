import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db";
import { updateWebhook } from "@/lib/services/webhook/update";
import { type Receiver, startReceiver } from "@/lib/webhook/testing/receiver";
import { createActor } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";

const PATIENCE = { timeout: 30_000, interval: 50 };
const gateways: GatewayProcess[] = [];
let receiver: Receiver;

beforeAll(async () => {
  await seedTenant();
  receiver = await startReceiver([], ["127.0.0.1"]);
  await updateWebhook(await createActor(prisma, "OWNER"), {
    version: 0,
    url: `https://127.0.0.1:${receiver.port}/`,
    enabled: true,
    allowPrivate: true,
    trustedCa: receiver.authority,
  });
});
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop("SIGKILL")));
  await receiver.close();
});

async function startOne(): Promise<GatewayProcess> {
  const gateway = await startGatewayProcess();
  gateways.push(gateway);
  return gateway;
}
const enqueue = (count: number) =>
  prisma.webhookDelivery.createMany({
    data: Array.from({ length: count }, () => ({ event: "key.expiring", body: "{}", nextTryAt: new Date() })),
  });
const idsReceived = () => receiver.received.map(({ headers }) => headers["webhook-id"]);

it("a message of a gateway that was killed is sent by another, and two of them send each message once", async () => {
  receiver.answer(() => {});
  await enqueue(1);
  const first = await startOne();
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), PATIENCE);
  await first.stop("SIGKILL");
  receiver.answer((response) => response.writeHead(204).end());
  const [left] = await prisma.webhookDelivery.findMany();
  expect(left).toMatchObject({ state: "waiting", attempts: 1 });
  // Its minute is over.
  await prisma.webhookDelivery.updateMany({ data: { nextTryAt: new Date() } });
  await Promise.all([startOne(), startOne()]);
  await vi.waitFor(async () => {
    expect(await prisma.webhookDelivery.findFirst()).toMatchObject({ state: "delivered", attempts: 2 });
  }, PATIENCE);
  expect(idsReceived()).toEqual([left?.id, left?.id]);

  receiver.received.length = 0;
  await enqueue(40);
  await vi.waitFor(async () => {
    expect(await prisma.webhookDelivery.count({ where: { state: "delivered" } })).toBe(41);
  }, PATIENCE);
  expect([idsReceived().length, new Set(idsReceived()).size]).toEqual([40, 40]);
});
