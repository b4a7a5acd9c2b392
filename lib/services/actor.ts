import "server-only";
import type { Role } from "@/lib/auth/permissions";

/** Where a request came from; goes into every audit row. */
export type Origin = { ip: string | null; userAgent: string | null; requestId: string };

/** A signed-in user whose session row was checked for this request. */
export type UserActor = Origin & {
  kind: "user";
  id: string;
  name: string;
  email: string;
  role: Role;
  sessionId: string;
};

/** Start-up, commands and timers: may do everything, is named in the audit log. */
export type SystemActor = Origin & { kind: "system"; name: string };

/** A visitor without a session: sign-in and set-up only. */
export type AnonymousActor = Origin & { kind: "anonymous" };

export type Actor = UserActor | SystemActor | AnonymousActor;

/** In: what is acting, for example "setup" or "managed-key". Out: the actor to hand to verbs. */
export function systemActor(name: string): SystemActor {
  return { kind: "system", name, ip: null, userAgent: null, requestId: crypto.randomUUID() };
}
