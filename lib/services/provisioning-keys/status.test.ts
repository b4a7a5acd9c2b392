import { describe, expect, it } from "vitest";
import type { UserActor } from "@/lib/services/actor";
import { canEditKey, computeStatus, explainRevealBlock, type KeyFacts } from "@/lib/services/provisioning-keys/status";

const now = new Date("2026-11-23T12:00:00.000Z");
const DAY = 86_400_000;
const at = (offset: number) => new Date(now.getTime() + offset);
const active: KeyFacts = { enabled: true, groupEnabled: true, expiresAt: null, used: 3, maximum: 10, now };
const actor: UserActor = {
  kind: "user",
  id: "7f0f4c9e-6a53-4a52-8a83-3d0c9d6cf0aa",
  name: "Ada",
  email: "ada@example.com",
  role: "ADMIN",
  sessionId: "0b4b3d7a-0f39-4b0c-9d5b-0a0c8f1f6a11",
  ip: null,
  userAgent: null,
  requestId: "test",
};

describe("computeStatus", () => {
  it.each<[string, Partial<KeyFacts>, string]>([
    ["uses left, no expiry", {}, "active"],
    ["unlimited", { maximum: null, used: 1_000_000_000 }, "active"],
    ["one use left", { used: 9 }, "active"],
    ["the last use gone", { used: 10 }, "exhausted"],
    ["maximum lowered below the count", { used: 11 }, "exhausted"],
    ["expiry a moment ago", { expiresAt: at(-1) }, "expired"],
    ["expiry now", { expiresAt: at(0) }, "expired"],
    ["expiry in a moment", { expiresAt: at(1) }, "expiring"],
    ["expiry in exactly 14 days", { expiresAt: at(14 * DAY) }, "expiring"],
    ["expiry after 14 days", { expiresAt: at(14 * DAY + 1) }, "active"],
    ["expired and exhausted", { expiresAt: at(-1), used: 10 }, "expired"],
    ["exhausted and about to expire", { expiresAt: at(DAY), used: 10 }, "exhausted"],
    ["disabled, whatever else", { enabled: false, expiresAt: at(-1), used: 10 }, "disabled"],
    ["group disabled, whatever else", { groupEnabled: false, expiresAt: at(-1), used: 10 }, "disabled"],
  ])("%s: %s", (_, facts, status) => {
    expect(computeStatus({ ...active, ...facts }).status).toBe(status);
  });

  it("says what disabled it, the key itself first", () => {
    expect(computeStatus({ ...active, enabled: false }).disabledBy).toBe("key");
    expect(computeStatus({ ...active, groupEnabled: false }).disabledBy).toBe("group");
    expect(computeStatus({ ...active, enabled: false, groupEnabled: false }).disabledBy).toBe("key");
    expect(computeStatus(active).disabledBy).toBeNull();
  });
});

describe("explainRevealBlock", () => {
  const open = { ...active, viewOrExport: true };

  it.each<[string, Partial<typeof open>, string | null]>([
    ["active", {}, null],
    ["expiring", { expiresAt: at(DAY) }, null],
    ["disabled", { enabled: false }, null],
    ["group disabled", { groupEnabled: false }, null],
    ["hidden", { viewOrExport: false }, "hidden"],
    ["hidden and exhausted", { viewOrExport: false, used: 10 }, "hidden"],
    ["exhausted", { used: 10 }, "exhausted"],
    ["expired", { expiresAt: at(0) }, "expired"],
    ["disabled and exhausted", { enabled: false, used: 10 }, "exhausted"],
  ])("%s: %s", (_, facts, block) => {
    expect(explainRevealBlock({ ...open, ...facts }, actor)).toBe(block);
  });

  it("is for Owner and Admin only", () => {
    expect(explainRevealBlock(open, { ...actor, role: "OWNER" })).toBeNull();
    expect(explainRevealBlock(open, { ...actor, role: "VIEWER" })).toBe("role");
    const anonymous = { kind: "anonymous", ip: null, userAgent: null, requestId: "test" } as const;
    expect(explainRevealBlock(open, anonymous)).toBe("role");
  });
});

describe("canEditKey", () => {
  it("is for Owner and Admin, and never for a managed key", () => {
    expect(canEditKey({ managedBy: null }, actor)).toBe(true);
    expect(canEditKey({ managedBy: null }, { ...actor, role: "VIEWER" })).toBe(false);
    expect(canEditKey({ managedBy: "deception" }, { ...actor, role: "OWNER" })).toBe(false);
  });
});
