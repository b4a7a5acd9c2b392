import "server-only";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/actor";

/** Pasting and typing an address by hand stays far below. */
export const CHECKS_PER_MINUTE = 60;

/**
 * A digest is that of 256 random bits: no number of tries finds one, and a wrong one tells nothing. What is limited is
 * somebody who feeds in a stolen list to learn which of its keys still work. Each process counts for itself.
 */
const limiter = new RateLimiterMemory({ points: CHECKS_PER_MINUTE, duration: 60 });

/** Counts one look-up of a user. Throws AppError `too_many_attempts`. */
export async function limitChecks(actor: Actor): Promise<void> {
  if (actor.kind !== "user") return;
  try {
    await limiter.consume(actor.id);
  } catch (reached) {
    if (!(reached instanceof RateLimiterRes)) throw reached;
    const retryAfter = Math.max(1, Math.ceil(reached.msBeforeNext / 1000));
    throw new AppError("too_many_attempts", `Too many keys were looked up. Try again in ${retryAfter} seconds.`, {
      details: { retryAfter },
    });
  }
}
