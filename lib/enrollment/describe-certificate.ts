import "server-only";
import { computeRenewAfter } from "@/lib/enrollment/issue-certificate";
import type { Issuer } from "@/lib/enrollment/issuer";
import { derToPem } from "@/lib/pki/pem";
import { readCertificate } from "@/lib/pki/read-certificate";

export type Group = { id: string; name: string };

/** What a connector is told with its certificate, at enrollment and at each renewal. */
export type ActiveAnswer = {
  state: "active";
  connectorId: string;
  connectorName: string;
  group: Group;
  certificate: string;
  chain: string;
  serialNumber: string;
  notBefore: string;
  notAfter: string;
  renewAfter: string;
  replayed: boolean;
};

/** In: whose certificate it is, its DER, its issuer, whether it was issued before. Out: the answer that carries it. */
export function describeCertificate(
  connector: { connectorId: string; connectorName: string; groupId: string; groupName: string },
  der: Uint8Array,
  issuer: Issuer,
  replayed: boolean,
): ActiveAnswer {
  const { notBefore, notAfter, serialHex } = readCertificate(der);
  return {
    connectorId: connector.connectorId,
    connectorName: connector.connectorName,
    state: "active",
    group: { id: connector.groupId, name: connector.groupName },
    certificate: derToPem("CERTIFICATE", der),
    chain: issuer.chainPem,
    serialNumber: serialHex,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    renewAfter: computeRenewAfter({ notBefore, notAfter }).toISOString(),
    replayed,
  };
}
