import "server-only";
import { z } from "zod";
import { can, type Permission } from "@/lib/auth/permissions";
import type { TARGET_WORDS } from "@/lib/services/audit-log/audit-filters";
import { verb } from "@/lib/services/verb";
import { Prisma } from "@/prisma/generated/client";

/** Something that events are about and that has a page, as it is called now. */
export type FoundTarget = { id: string; type: string; name: string };

const MOST = 100;

const SOURCES = {
  provisioning_key: { permission: "key.read", from: Prisma.sql`provisioning_keys t WHERE t.deleted_at IS NULL` },
  connector_group: { permission: "group.read", from: Prisma.sql`connector_groups t WHERE true` },
  connector: { permission: "connector.read", from: Prisma.sql`connectors t WHERE t.deleted_at IS NULL` },
  signing_certificate: { permission: "certificate.read", from: Prisma.sql`signing_certificates t WHERE true` },
  user: { permission: "user.read", from: Prisma.sql`users t WHERE true` },
} as const satisfies Partial<Record<keyof typeof TARGET_WORDS, { permission: Permission; from: Prisma.Sql }>>;

/**
 * Which of the things that events are about still exist. In: their types and ids, those of a page at most. Out: those that
 * exist, have a page and may be read by the actor. Throws what `verb` throws.
 */
export const findAuditTargets = verb({
  permission: "audit.read",
  effect: "read",
  input: z.strictObject({
    targets: z.array(z.strictObject({ type: z.string().max(40), id: z.uuid() })).max(MOST),
  }),
  run: async ({ input: { targets }, actor, tx }): Promise<FoundTarget[]> => {
    const parts = Object.entries(SOURCES).flatMap(([type, { permission, from }]) => {
      const ids = [...new Set(targets.flatMap((target) => (target.type === type ? target.id : [])))];
      const mayRead = actor.kind === "system" || (actor.kind === "user" && can(actor.role, permission));
      if (ids.length === 0 || !mayRead) return [];
      return Prisma.sql`SELECT t.id::text AS id, ${type}::text AS type, t.name FROM ${from} AND t.id = ANY(${ids}::uuid[])`;
    });
    return parts.length === 0 ? [] : await tx.$queryRaw<FoundTarget[]>`${Prisma.join(parts, " UNION ALL ")}`;
  },
});
