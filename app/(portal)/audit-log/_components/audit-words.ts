const ACTIONS: Partial<Record<string, string>> = {
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
  "user.sessions_ended": "Sessions ended",
  "user.profile_edited": "Profile edited",
  "user.password_changed": "Password changed",
  "user.password_change_failed": "Password change failed",
  "settings.edited": "Settings edited",
  "group.created": "Group created",
  "key.created": "Key created",
  "key.edited": "Key edited",
  "key.maximum_raised": "Maximum raised",
  "key.hidden": "Key hidden for good",
  "key.deleted": "Key deleted",
  "key.restored": "Key restored",
  "key.revealed": "Key revealed",
  "key.copied": "Key copied",
  "key.downloaded": "Key downloaded",
  "enrollment.accepted": "Enrollment accepted",
  "enrollment.refused": "Enrollment refused",
  "key.limit_reached": "Limit reached",
  "connector.revoked": "Connector revoked",
  "certificate.created": "Certificate created",
};

const TARGETS: Partial<Record<string, string>> = {
  provisioning_key: "Provisioning key",
  connector_group: "App Connector Group",
  connector: "App Connector",
  signing_certificate: "Signing certificate",
  user: "User",
  user_invite: "Invite",
  session: "Session",
  tenant: "Portal",
};

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
  enrollmentHost: "As configured on the server",
};

function toWords(value: unknown, field?: string): string {
  if (value === null) return (field && EMPTY[field]) ?? "None";
  if (value === true) return "Yes";
  if (value === false) return "No";
  if (Array.isArray(value)) return value.length === 0 ? "None" : value.map((item) => toWords(item)).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
