import "server-only";
import { AppError } from "@/lib/errors";
import type { Actor, UserActor } from "@/lib/services/actor";

/** For verbs about what belongs to a user alone. In: the actor. Out: the user. Throws `forbidden` for anybody else. */
export function assertUser(actor: Actor): UserActor {
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a signed-in user has these settings.");
  return actor;
}
