import { ACTION_WORDS, TARGET_WORDS } from "@/lib/services/audit-log/audit-filters";

const ACTIONS: Partial<Record<string, string>> = ACTION_WORDS;
const TARGETS: Partial<Record<string, string>> = TARGET_WORDS;
const ACTORS: Partial<Record<string, string>> = { SYSTEM: "system", CONNECTOR: "App Connector" };

/** "Key revealed" for key.revealed; an action this page does not know yet keeps its own name. */
export function describeAction(action: string): string {
  return ACTIONS[action] ?? action;
}

export function describeTarget(type: string): string {
  return TARGETS[type] ?? type;
}

/** What kind of actor it is, where it is not a person. */
export function describeActorType(type: string): string | undefined {
  return ACTORS[type];
}

/** In place of the address of an event that came without one. */
export function describeNoAddress(actorType: string): string {
  return actorType === "SYSTEM" ? "This server" : "Unknown";
}

export type Change = { field: string; before: string | undefined; after: string | undefined };

/** The written fields side by side. In: JSON texts, as the log holds them. Out: a row for each field either of them has. */
export function compareFields(before: string | null, after: string | null): Change[] {
  const [left, right] = [parse(before), parse(after)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].map((field) => ({
    field: splitWords(field),
    before: field in left ? toWords(left[field], field) : undefined,
    after: field in right ? toWords(right[field], field) : undefined,
  }));
}

function parse(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : { value };
}

/** "signingCertificateId" → "Signing certificate id". */
function splitWords(name: string): string {
  const words = name
    .replaceAll("_", " ")
    .replace(/([a-z0-9])([A-Z])/gu, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What no value means, where it means something. */
const EMPTY: Partial<Record<string, string>> = {
  maximum: "Unlimited",
  expiresAt: "Never",
  autoDeleteAfterDays: "Never",
  enrollmentHost: "As configured on the server",
};

function toWords(value: unknown, field?: string): string {
  if (value === null) return (field && EMPTY[field]) ?? "None";
  if (value === true) return "Yes";
  if (value === false) return "No";
  if (Array.isArray(value)) return value.length === 0 ? "None" : value.map((item) => toWords(item)).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
