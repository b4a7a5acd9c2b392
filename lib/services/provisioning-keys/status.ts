import "server-only";
import { can, type Permission } from "@/lib/auth/permissions";
import type { Actor } from "@/lib/services/actor";
import { EXPIRING_DAYS, type KeyStatus } from "@/lib/services/provisioning-keys/schema";

const DAY = 86_400_000;

/** Facts about a key as stored, and the database's clock at the moment they were read. */
export type KeyFacts = {
  enabled: boolean;
  groupEnabled: boolean;
  expiresAt: Date | null;
  used: number;
  maximum: number | null;
  now: Date;
};

/** What switched a Disabled key off. When both did, the key is named: it has to be enabled in any case. */
export type DisabledBy = "key" | "group" | null;

/** Why reveal, copy and download are off for a key, in the order in which they are told. */
export type RevealBlock = "hidden" | "role" | "expired" | "exhausted" | null;

/** In: facts about a key. Out: its status, first match wins: Disabled, Expired, Exhausted, Expiring, Active. */
export function computeStatus(facts: KeyFacts): { status: KeyStatus; disabledBy: DisabledBy } {
  if (!facts.enabled) return { status: "disabled", disabledBy: "key" };
  if (!facts.groupEnabled) return { status: "disabled", disabledBy: "group" };
  return { status: judgeUse(facts), disabledBy: null };
}

function judgeUse(facts: KeyFacts): KeyStatus {
  if (isExpired(facts)) return "expired";
  if (isExhausted(facts)) return "exhausted";
  const left = facts.expiresAt === null ? Number.POSITIVE_INFINITY : facts.expiresAt.getTime() - facts.now.getTime();
  return left <= EXPIRING_DAYS * DAY ? "expiring" : "active";
}

/** Whether the expiry has come, by the database's clock. */
export function isExpired(facts: Pick<KeyFacts, "expiresAt" | "now">): boolean {
  return facts.expiresAt !== null && facts.expiresAt <= facts.now;
}

/** Whether no use is left. */
export function isExhausted(facts: Pick<KeyFacts, "used" | "maximum">): boolean {
  return facts.maximum !== null && facts.used >= facts.maximum;
}

/**
 * In: facts about a key and who asks. Out: why its key string is not handed out, or null. Being disabled is no reason; an
 * expired or exhausted key stays closed while it is disabled, since its string is of no use to anybody.
 */
export function explainRevealBlock(facts: KeyFacts & { viewOrExport: boolean }, actor: Actor): RevealBlock {
  if (!facts.viewOrExport) return "hidden";
  if (!isEntitled(actor, "key.reveal")) return "role";
  if (isExpired(facts)) return "expired";
  if (isExhausted(facts)) return "exhausted";
  return null;
}

/** Whether a person may edit, delete and select a key: a managed one nobody may. */
export function canEditKey(key: { managedBy: string | null }, actor: Actor): boolean {
  return key.managedBy === null && isEntitled(actor, "key.write");
}

function isEntitled(actor: Actor, permission: Permission): boolean {
  return actor.kind === "system" || (actor.kind === "user" && can(actor.role, permission));
}
