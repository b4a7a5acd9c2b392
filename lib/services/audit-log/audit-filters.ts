import type { AuditAction, AuditTarget } from "@/lib/services/audit";
import { type FilterColumn, OPERATORS } from "@/lib/table/filters";

/** How each action is called. */
export const ACTION_WORDS = {
  "setup.completed": "Set-up completed",
  "user.created": "User created",
  "user.signed_in": "Signed in",
  "user.signed_out": "Signed out",
  "user.sign_in_failed": "Sign-in failed",
  "user.invited": "User invited",
  "user.invite_renewed": "Invite renewed",
  "user.invite_revoked": "Invite revoked",
  "user.invite_accepted": "Invite accepted",
  "user.role_changed": "Role changed",
  "user.disabled": "User disabled",
  "user.enabled": "User enabled",
  "user.deleted": "User deleted",
  "user.sessions_ended": "Sessions ended",
  "user.profile_edited": "Profile edited",
  "user.password_changed": "Password changed",
  "user.password_change_failed": "Password change failed",
  "settings.edited": "Settings edited",
  "group.created": "Group created",
  "group.edited": "Group edited",
  "group.enabled": "Group enabled",
  "group.disabled": "Group disabled",
  "group.deleted": "Group deleted",
  "key.created": "Key created",
  "key.edited": "Key edited",
  "key.maximum_raised": "Maximum raised",
  "key.hidden": "Key hidden for good",
  "key.rotated": "Key rotated",
  "key.rotation_ended": "Grace period ended",
  "key.deleted": "Key deleted",
  "key.restored": "Key restored",
  "key.purged": "Key purged",
  "key.connectors_revoked": "Everything of a key revoked",
  "key.revealed": "Key revealed",
  "key.copied": "Key copied",
  "key.downloaded": "Key downloaded",
  "enrollment.accepted": "Enrollment accepted",
  "enrollment.refused": "Enrollment refused",
  "key.limit_reached": "Limit reached",
  "connector.refused": "Connector refused",
  "connector.renewed": "Certificate renewed",
  "connector.duplicated": "Connector runs twice",
  "connector.edited": "Connector edited",
  "connector.approved": "Connector approved",
  "connector.declined": "Connector declined",
  "connector.enabled": "Connector enabled",
  "connector.disabled": "Connector disabled",
  "connector.deleted": "Connector deleted",
  "connector.revoked": "Connector revoked",
  "certificate.created": "Certificate created",
  "certificate.requested": "Certificate requested",
  "certificate.uploaded": "Certificate uploaded",
  "certificate.edited": "Certificate edited",
  "certificate.deleted": "Certificate deleted",
} as const satisfies Record<AuditAction, string>;

/** How what an event was about is called. */
export const TARGET_WORDS = {
  provisioning_key: "Provisioning key",
  connector_group: "App Connector Group",
  connector: "App Connector",
  signing_certificate: "Signing certificate",
  user: "User",
  user_invite: "Invite",
  session: "Session",
  tenant: "Portal",
} as const satisfies Record<AuditTarget["type"], string>;

export const ACTOR_WORDS = {
  USER: "User",
  CONNECTOR: "App Connector",
  SYSTEM: "System",
  ANONYMOUS: "Not signed in",
} as const;

const toChoices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** The columns by which the audit log can be filtered, in the order in which they are offered. */
export const AUDIT_FILTERS = [
  { name: "at", label: "Time", type: "date", operators: ["before", "after", "last"] },
  { name: "action", label: "Action", type: "choice", operators: OPERATORS.choice, choices: toChoices(ACTION_WORDS) },
  { name: "actor", label: "Actor", type: "text", operators: OPERATORS.text },
  {
    name: "actorType",
    label: "Actor type",
    type: "choice",
    operators: OPERATORS.choice,
    choices: toChoices(ACTOR_WORDS),
  },
  { name: "target", label: "Target", type: "text", operators: OPERATORS.text },
  {
    name: "targetType",
    label: "Target type",
    type: "choice",
    operators: OPERATORS.choice,
    choices: toChoices(TARGET_WORDS),
  },
  { name: "targetId", label: "Target id", type: "choice", operators: ["any"], format: "uuid" },
  { name: "address", label: "Address", type: "text", operators: ["equals", "starts"] },
  { name: "request", label: "Request", type: "text", operators: ["equals"] },
] as const satisfies readonly FilterColumn[];
