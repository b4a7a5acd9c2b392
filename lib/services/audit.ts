import "server-only";
import type { Tx } from "@/lib/db";
import type { Actor } from "@/lib/services/actor";
import type { InputJsonObject } from "@/prisma/generated/internal/prismaNamespace";

/** Every action an audit row can name. */
export const AUDIT_ACTIONS = [
  "setup.completed",
  "user.created",
  "user.signed_in",
  "user.signed_out",
  "user.sign_in_failed",
  "user.invited",
  "user.invite_renewed",
  "user.invite_revoked",
  "user.invite_accepted",
  "user.role_changed",
  "user.disabled",
  "user.enabled",
  "user.deleted",
  "user.sessions_ended",
  "user.profile_edited",
  "user.password_changed",
  "user.password_change_failed",
  "settings.edited",
  "group.created",
  "group.edited",
  "group.enabled",
  "group.disabled",
  "group.deleted",
  "key.created",
  "key.edited",
  "key.maximum_raised",
  "key.hidden",
  "key.rotated",
  "key.rotation_ended",
  "key.deleted",
  "key.restored",
  "key.purged",
  "key.connectors_revoked",
  "key.revealed",
  "key.copied",
  "key.downloaded",
  "enrollment.accepted",
  "enrollment.refused",
  "key.limit_reached",
  "connector.refused",
  "connector.renewed",
  "connector.duplicated",
  "connector.edited",
  "connector.approved",
  "connector.declined",
  "connector.enabled",
  "connector.disabled",
  "connector.deleted",
  "connector.revoked",
  "certificate.created",
  "certificate.requested",
  "certificate.uploaded",
  "certificate.edited",
  "certificate.deleted",
  "notification.raised",
  "webhook.edited",
  "webhook.deleted",
  "webhook.secret_made",
  "webhook.tested",
  "webhook.sent_again",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];
export type AuditTarget = {
  type:
    | "provisioning_key"
    | "connector_group"
    | "connector"
    | "signing_certificate"
    | "user"
    | "user_invite"
    | "session"
    | "tenant"
    | "notification"
    | "webhook";
  id: string;
  name: string;
};

export type AuditEntry = {
  action: AuditAction;
  target?: AuditTarget;
  before?: InputJsonObject;
  after?: InputJsonObject;
  windowKey?: string;
};

/**
 * Writes one audit row in the caller's transaction: without the row there is no change, and without the change no row.
 * In: the transaction, who acts, what and on what; `before` and `after` are whitelisted by the caller and never hold a
 * secret. Throws what the database throws.
 */
export async function emitAudit(tx: Tx, actor: Actor, event: AuditEntry): Promise<void> {
  await emitAudits(tx, actor, [event]);
}

/** The same for several rows of one change, in one statement. */
export async function emitAudits(tx: Tx, actor: Actor, events: readonly AuditEntry[]): Promise<void> {
  const data = events.map((event) => ({
    ...who(actor),
    ip: actor.ip,
    userAgent: actor.userAgent?.slice(0, 400) ?? null,
    requestId: actor.requestId,
    action: event.action,
    ...(event.target && { targetType: event.target.type, targetId: event.target.id, targetName: event.target.name }),
    ...(event.before && { before: event.before }),
    ...(event.after && { after: event.after }),
    ...(event.windowKey && { windowKey: event.windowKey }),
  }));
  // createMany is a plain INSERT … ON CONFLICT DO NOTHING: the second row of a window is left out, not an error.
  await tx.auditEvent.createMany({ data, skipDuplicates: events.some(({ windowKey }) => windowKey !== undefined) });
}

function who(actor: Actor) {
  if (actor.kind === "user") return { actorType: "USER", actorId: actor.id, actorName: actor.name } as const;
  if (actor.kind === "system") return { actorType: "SYSTEM", actorName: actor.name } as const;
  return { actorType: "ANONYMOUS", actorName: "Anonymous" } as const;
}
