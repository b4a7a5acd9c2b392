import { afterAll, beforeAll, expect, test } from "vitest";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { prisma } from "@/lib/db";
import { derToPem } from "@/lib/pki/pem";
import { createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { callGateway } from "@/server/gateway/testing/call-gateway";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { countUses, exactly } from "@/server/gateway/testing/invariants";

const ROUNDS = 10;
const RACERS = 400;
const MAXIMUM = 50;

let gateways: GatewayProcess[] = [];
let ca: string;

beforeAll(async () => {
  await seedTenant();
  const { rootCertificate } = await prisma.tenant.findFirstOrThrow({ include: { rootCertificate: true } });
  ca = derToPem("CERTIFICATE", rootCertificate?.certificate ?? Buffer.alloc(0));
  gateways = await Promise.all([startGatewayProcess(), startGatewayProcess()]);
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
});

const enrollAt = (index: number, body: unknown) =>
  callGateway({ port: gateways[index % gateways.length]?.port ?? 0, ca }, { path: "/v1/enroll", body });

test.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))(
  "round %i: 400 enrollments at once over two processes for 50 uses give exactly 50",
  async () => {
    const key = await createKey(prisma, { maximum: MAXIMUM });
    const requests = Array.from({ length: RACERS }, () => createCsr(generatePrivateKey(), "autoscale"));
    const answers = await Promise.all(
      requests.map((csr, index) => enrollAt(index, { provisioningKey: key.keyString, csr })),
    );
    const byStatus = answers.map((answer) => `${answer.status} ${answer.json.code ?? "enrolled"}`);
    expect(byStatus.filter((status) => status === "200 enrolled")).toHaveLength(MAXIMUM);
    expect(byStatus.filter((status) => status === "403 key_exhausted")).toHaveLength(RACERS - MAXIMUM);
    const received = answers.filter((answer) => answer.status === 200).map((answer) => String(answer.json.certificate));
    const stored = await prisma.connectorCertificate.findMany({ where: { connector: { keyId: key.id } } });
    expect(new Set(received)).toEqual(new Set(stored.map((row) => derToPem("CERTIFICATE", row.der))));
    expect(await countUses(key.id)).toEqual(exactly(MAXIMUM));
  },
);

test("one public key sent 50 times at once over two processes takes one use and gets one certificate", async () => {
  const key = await createKey(prisma, { maximum: 1 });
  const csr = createCsr(generatePrivateKey(), "retry");
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => enrollAt(index, { provisioningKey: key.keyString, csr })),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  expect(new Set(answers.map((answer) => answer.json.certificate)).size).toBe(1);
  expect(await countUses(key.id)).toEqual(exactly(1));
});

test("a key deleted in the middle of a burst: nothing is enrolled after the delete was committed", async () => {
  const key = await createKey(prisma, { maximum: null });
  const requests = Array.from({ length: 120 }, () => createCsr(generatePrivateKey(), "burst"));
  const burst = requests.map((csr, index) => enrollAt(index, { provisioningKey: key.keyString, csr }));
  await Promise.race(burst);
  await prisma.provisioningKey.update({
    where: { id: key.id },
    data: { deletedAt: new Date(), version: { increment: 1 } },
  });
  const atDelete = await countUses(key.id);
  const answers = await Promise.all(burst);
  const accepted = answers.filter((answer) => answer.status === 200).length;
  expect(await countUses(key.id)).toEqual(atDelete);
  expect(atDelete).toEqual(exactly(accepted));
  expect(answers.every((answer) => answer.status === 200 || answer.json.code === "key_unknown")).toBe(true);
});
