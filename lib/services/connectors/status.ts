import "server-only";
import { type ConnectorStatus, MISSED_HEARTBEATS } from "@/lib/services/connectors/schema";

/** Facts about a connector as stored, and the database's clock at the moment they were read. */
export type ConnectorFacts = {
  state: "PENDING" | "ACTIVE" | "REFUSED";
  enabled: boolean;
  groupEnabled: boolean;
  revokedAt: Date | null;
  /** End of its newest certificate, null while there is none. */
  certificateNotAfter: Date | null;
  lastSeenAt: Date | null;
  heartbeatIntervalSeconds: number;
  now: Date;
};

/** What switched a disabled connector off. When both did, the connector is named: it has to be enabled in any case. */
export type ConnectorDisabledBy = "connector" | "group" | null;

/**
 * The status is computed when it is read and never stored: it changes by the clock alone.
 * In: facts. Out: the status, and who disabled a disabled one.
 */
export function computeConnectorStatus(facts: ConnectorFacts): {
  status: ConnectorStatus;
  disabledBy: ConnectorDisabledBy;
} {
  const ended = findEnd(facts);
  if (ended) return { status: ended, disabledBy: null };
  if (!facts.enabled) return { status: "disabled", disabledBy: "connector" };
  if (!facts.groupEnabled) return { status: "disabled", disabledBy: "group" };
  if (facts.lastSeenAt === null) return { status: "waiting", disabledBy: null };
  const silent = facts.now.getTime() - facts.lastSeenAt.getTime();
  const isConnected = silent <= facts.heartbeatIntervalSeconds * MISSED_HEARTBEATS * 1000;
  return { status: isConnected ? "connected" : "disconnected", disabledBy: null };
}

function findEnd(facts: ConnectorFacts): ConnectorStatus | undefined {
  if (facts.revokedAt !== null) return "revoked";
  if (facts.state === "REFUSED") return "refused";
  if (facts.state === "PENDING") return "pending";
  if (facts.certificateNotAfter === null || facts.certificateNotAfter <= facts.now) return "certificate_expired";
  return undefined;
}
