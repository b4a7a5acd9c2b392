import { createCsr, generatePrivateKey } from "@/cli/csr";
import { type ClientIdentity, callGateway } from "@/server/gateway/testing/call-gateway";

export type EnrolledClient = ClientIdentity & { id: string; serial: string; chain: string; csr: string };

/** Enrolls a connector of a fresh private key over HTTP. In: the gateway, a key string, more of the body. Out: who it is. */
export async function enrollConnector(
  target: { port: number; ca: string },
  provisioningKey: string,
  more: object = {},
): Promise<EnrolledClient> {
  const privateKey = generatePrivateKey();
  const csr = createCsr(privateKey, "connector.example");
  const { status, json, text } = await callGateway(target, {
    path: "/v1/enroll",
    body: { provisioningKey, csr, ...more },
  });
  if (status !== 200) throw new Error(`not enrolled: ${status} ${text}`);
  return {
    id: String(json.connectorId),
    serial: String(json.serialNumber),
    certificate: String(json.certificate),
    chain: String(json.chain),
    privateKey,
    csr,
  };
}
