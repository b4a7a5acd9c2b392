import "server-only";
import { listAuditEventsSchema } from "@/lib/services/audit-log/schema";
import { verb } from "@/lib/services/verb";

/** A row of the audit log; `before` and `after` are the whitelisted fields that were written, as JSON text. */
export type AuditRow = {
  seq: string;
  at: string;
  actorType: "USER" | "CONNECTOR" | "SYSTEM" | "ANONYMOUS";
  actorName: string;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  action: string;
  targetType: string | null;
  targetId: string | null;
  targetName: string | null;
  before: string | null;
  after: string | null;
};

/**
 * A page of the audit log, newest first, in one statement however deep it lies.
 * In: position to go on from, filters, rows per page. Out: rows, and the position of the next page or null.
 * Throws what `verb` throws.
 */
export const listAuditEvents = verb({
  permission: "audit.read",
  effect: "read",
  input: listAuditEventsSchema,
  run: async ({ input, tx }): Promise<{ rows: AuditRow[]; next: string | null }> => {
    const found = await tx.auditEvent.findMany({
      where: {
        ...(input.before !== null && { seq: { lt: BigInt(input.before) } }),
        ...(input.action !== null && { action: input.action }),
        ...(input.targetType !== null && { targetType: input.targetType }),
        ...(input.targetId !== null && { targetId: input.targetId }),
      },
      orderBy: { seq: "desc" },
      take: input.perPage + 1,
      select: {
        seq: true,
        at: true,
        actorType: true,
        actorName: true,
        ip: true,
        userAgent: true,
        requestId: true,
        action: true,
        targetType: true,
        targetId: true,
        targetName: true,
        before: true,
        after: true,
      },
    });
    const rows = found.slice(0, input.perPage).map((event) => ({
      ...event,
      seq: event.seq.toString(),
      at: event.at.toISOString(),
      before: event.before === null ? null : JSON.stringify(event.before),
      after: event.after === null ? null : JSON.stringify(event.after),
    }));
    return { rows, next: found.length > input.perPage ? (rows.at(-1)?.seq ?? null) : null };
  },
});
