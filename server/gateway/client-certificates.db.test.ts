import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prisma } from "@/lib/db";
import { removeConnector } from "@/lib/services/connectors/remove";
import { revokeConnector } from "@/lib/services/connectors/revoke-one";
import { switchConnector } from "@/lib/services/connectors/switch";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { type ClientIdentity, callGateway } from "@/server/gateway/testing/call-gateway";
import { type EnrolledClient, enrollConnector } from "@/server/gateway/testing/enroll-connector";
import { imitateCertificate } from "@/server/gateway/testing/foreign-certificate";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { readRoot } from "@/server/gateway/testing/read-root";

/** Two processes: what one is told must count at once on the other. */
let gateways: GatewayProcess[];
let ca: string;

beforeAll(async () => {
  await seedTenant();
  ca = await readRoot();
  gateways = await Promise.all([startGatewayProcess(), startGatewayProcess()]);
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
});

const admin = () => createActor(prisma, "ADMIN");
const expire = (connectorId: string) =>
  prisma.connectorCertificate.updateMany({
    where: { connectorId },
    data: { notBefore: new Date(0), notAfter: new Date(Date.now() - 1000) },
  });

/** What is presented in place of an enrolled connector's own certificate, or done to it before it is presented, and the answer. */
const PRESENTED: [string, string, (client: EnrolledClient) => Promise<ClientIdentity | undefined>][] = [
  ["no certificate", "401 certificate_invalid", async () => undefined],
  ["a self-made one", "401 certificate_invalid", async ({ certificate }) => imitateCertificate(certificate, "itself")],
  [
    "one signed by another root",
    "401 certificate_invalid",
    async ({ certificate }) => imitateCertificate(certificate, "another-root"),
  ],
  [
    "an expired one",
    "401 certificate_invalid",
    async (client) => {
      await expire(client.id);
      return client;
    },
  ],
  [
    "one of a deleted connector",
    "403 connector_revoked",
    async (client) => {
      await removeConnector(await admin(), { id: client.id });
      return client;
    },
  ],
  [
    "one of a revoked connector",
    "403 connector_revoked",
    async (client) => {
      await revokeConnector(await admin(), { id: client.id });
      return client;
    },
  ],
  [
    "one of a disabled connector",
    "403 connector_disabled",
    async (client) => {
      await switchConnector(await admin(), { id: client.id, enabled: false });
      return client;
    },
  ],
];

const pkcs10 = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, "");
const REQUESTS: Record<string, (csr: string) => Parameters<typeof callGateway>[1]> = {
  heartbeat: () => ({ path: "/v1/heartbeat", body: {} }),
  renew: (csr) => ({ path: "/v1/renew", body: { csr } }),
  simplereenroll: (csr) => ({
    path: "/.well-known/est/simplereenroll",
    body: pkcs10(csr),
    headers: { "content-type": "application/pkcs10" },
  }),
};

/** What both instances answer to each kind of request. */
async function askAll(client: ClientIdentity | undefined, csr: string): Promise<Record<string, string[]>> {
  const asked = Object.entries(REQUESTS).map(async ([name, make]): Promise<[string, string[]]> => {
    const answers: string[] = [];
    for (const { port } of gateways) {
      const { status, json } = await callGateway({ port, ca }, { ...make(csr), ...(client && { client }) });
      answers.push(status === 200 ? "200" : `${status} ${json.code}`);
    }
    return [name, answers];
  });
  return Object.fromEntries(await Promise.all(asked));
}

describe("at heartbeat, renew and simplereenroll, on both instances", () => {
  test.each(PRESENTED)("%s is answered %s", async (_what, told, present) => {
    const client = await enrollConnector({ port: gateways[0]?.port ?? 0, ca }, (await createKey(prisma)).keyString);
    const heartbeat = { path: "/v1/heartbeat", body: {}, client };
    expect((await callGateway({ port: gateways[1]?.port ?? 0, ca }, heartbeat)).status).toBe(200);
    const presented = await present(client);
    const before = await prisma.connector.findUniqueOrThrow({ where: { id: client.id } });
    const refused = [told, told];
    expect(await askAll(presented, client.csr)).toEqual({
      heartbeat: refused,
      renew: refused,
      simplereenroll: refused,
    });
    expect(await prisma.connector.findUniqueOrThrow({ where: { id: client.id } })).toEqual(before);
    expect(await prisma.connectorCertificate.count({ where: { connectorId: client.id } })).toBe(1);
  });

  test("the connector's own certificate is accepted by all of them", async () => {
    const client = await enrollConnector({ port: gateways[0]?.port ?? 0, ca }, (await createKey(prisma)).keyString);
    const accepted = ["200", "200"];
    const expected = { heartbeat: accepted, renew: accepted, simplereenroll: accepted };
    expect(await askAll(client, client.csr)).toEqual(expected);
  });
});
