import "server-only";
import { SESSION_IDLE_SECONDS } from "@/lib/auth/schema";
import { Prisma } from "@/prisma/generated/client";

/** SQL: whether a row of `sessions` that was not revoked is in force: neither too old nor unused for too long. */
export const IN_FORCE = Prisma.sql`
  (sessions.expires_at > now() AND sessions.last_seen_at > now() - make_interval(secs => ${SESSION_IDLE_SECONDS}))`;
