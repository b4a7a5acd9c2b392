import "server-only";
import type { Permission } from "@/lib/auth/permissions";
import type { AuditAction, AuditTarget } from "@/lib/services/audit";

/**
 * What a row is about; `look` where it says only that somebody looked, `none` where it is about nothing. `connection` is no row: a
 * connector was heard again or fell silent.
 */
export type LiveTarget = AuditTarget["type"] | "look" | "none" | "connection";

/**
 * What a page can follow: who may, and whose audit rows say that it shows something else now. Notifications are told on every page, in
 * the top bar.
 */
export const LIVE_RESOURCES = {
  provisioning_keys: {
    permission: "key.read",
    targets: ["provisioning_key", "connector_group", "connector", "signing_certificate", "notification"],
  },
  /** The page of one key: also who saw its string, and which of its connectors are connected. */
  provisioning_key: {
    permission: "key.read",
    targets: [
      "provisioning_key",
      "connector_group",
      "connector",
      "connection",
      "signing_certificate",
      "notification",
      "look",
    ],
  },
  connectors: {
    permission: "connector.read",
    targets: ["connector", "connection", "provisioning_key", "connector_group", "tenant", "notification"],
  },
  connector_groups: {
    permission: "group.read",
    targets: ["provisioning_key", "connector_group", "connector", "notification"],
  },
  users: { permission: "user.read", targets: ["user", "user_invite", "session", "notification"] },
  /** Every event, also those that change nothing. */
  audit_log: {
    permission: "audit.read",
    targets: [
      "provisioning_key",
      "connector_group",
      "connector",
      "signing_certificate",
      "user",
      "user_invite",
      "session",
      "tenant",
      "notification",
      "webhook",
      "look",
      "none",
    ],
  },
  signing_certificates: {
    permission: "certificate.read",
    targets: ["signing_certificate", "provisioning_key", "notification"],
  },
  notifications: { permission: "notification.read", targets: ["notification"] },
} as const satisfies Record<string, { permission: Permission; targets: readonly LiveTarget[] }>;

export type LiveResource = keyof typeof LIVE_RESOURCES;
export const LIVE_RESOURCE_NAMES = Object.keys(LIVE_RESOURCES) as [LiveResource, ...LiveResource[]];

/** In: what a page follows. Out: whether it shows which connectors are connected. */
export function followsConnections(resource: LiveResource): boolean {
  const targets: readonly LiveTarget[] = LIVE_RESOURCES[resource].targets;
  return targets.includes("connection");
}

/** Audited, but nothing that a list shows is different afterwards. */
export const UNSEEN_ACTIONS: AuditAction[] = ["key.revealed", "key.copied", "key.downloaded"];
