import { describe, expect, it } from "vitest";
import { type ConnectorFacts, computeConnectorStatus } from "@/lib/services/connectors/status";

const now = new Date("2026-11-25T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const facts = (change: Partial<ConnectorFacts> = {}): ConnectorFacts => ({
  state: "ACTIVE",
  enabled: true,
  groupEnabled: true,
  revokedAt: null,
  certificateNotAfter: ago(-86_400),
  lastSeenAt: ago(5),
  heartbeatIntervalSeconds: 30,
  now,
  ...change,
});

describe("computeConnectorStatus", () => {
  it.each([
    ["connected", {}],
    ["connected", { lastSeenAt: ago(90) }],
    ["disconnected", { lastSeenAt: ago(91) }],
    ["connected", { lastSeenAt: ago(91), heartbeatIntervalSeconds: 60 }],
    ["waiting", { lastSeenAt: null }],
    ["certificate_expired", { certificateNotAfter: now }],
    ["certificate_expired", { certificateNotAfter: null }],
    ["pending", { state: "PENDING", certificateNotAfter: null, lastSeenAt: null, enabled: false }],
    ["refused", { state: "REFUSED", certificateNotAfter: null }],
    ["revoked", { revokedAt: ago(1), enabled: false }],
    ["revoked", { revokedAt: ago(1), state: "PENDING", certificateNotAfter: null }],
  ] as const)("%s: %j", (status, change) => {
    expect(computeConnectorStatus(facts(change))).toEqual({ status, disabledBy: null });
  });

  it("names the connector before its group when both are disabled", () => {
    const told = (change: Partial<ConnectorFacts>) => computeConnectorStatus(facts(change));
    expect(told({ groupEnabled: false })).toEqual({ status: "disabled", disabledBy: "group" });
    expect(told({ groupEnabled: false, enabled: false })).toEqual({ status: "disabled", disabledBy: "connector" });
  });
});
