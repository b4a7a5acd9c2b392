import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { auth } from "@/lib/auth/config";
import { can, type Permission } from "@/lib/auth/permissions";
import { PATH_HEADER, readOrigin } from "@/lib/auth/request-origin";
import { safeNext } from "@/lib/auth/safe-next";
import type { AnonymousActor, UserActor } from "@/lib/services/actor";
import { checkSession } from "@/lib/services/sessions/check";

/** Who can stand behind a request of the portal. */
export type RequestActor = UserActor | AnonymousActor;

/**
 * Who makes this request.
 * Out: the user whose session row was found in force just now, else an anonymous visitor. Throws AppError `unavailable`
 * when the database does not answer: that is not the same as being signed out. Within one page it is found once.
 */
export const currentActor = cache(async (): Promise<RequestActor> => {
  const origin = readOrigin(await headers());
  const session = await auth();
  // With wrong settings the library may answer something that is not a session: only both ids count as one.
  const userId = session?.user?.id;
  const sessionId = session?.sid;
  if (!userId || !sessionId) return { kind: "anonymous", ...origin };
  const checked = await checkSession({ kind: "anonymous", ...origin }, { sessionId, userId });
  if (!checked) return { kind: "anonymous", ...origin };
  return { kind: "user", ...checked.user, sessionId: checked.sessionId, ...origin };
});

/** For pages. Out: the signed-in user; anybody else is sent to the sign-in page and comes back here from it. */
export async function requireActor(): Promise<UserActor> {
  const actor = await currentActor();
  if (actor.kind === "user") return actor;
  const here = (await headers()).get(PATH_HEADER);
  redirect(here === null ? "/sign-in" : `/sign-in?next=${encodeURIComponent(safeNext(here))}`);
}

/** For pages. In: what the page needs. Out: the signed-in user; one whose role lacks it gets the page for 403. */
export async function requirePermission(permission: Permission): Promise<UserActor> {
  const actor = await requireActor();
  if (!can(actor.role, permission)) forbidden();
  return actor;
}

/** Says aloud that a page or route asks nobody who they are. In: why that is right. */
export function publicRoute(_reason: string): void {}
