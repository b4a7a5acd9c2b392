import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "@/lib/enrollment/codes";
import { senderNetwork } from "@/server/gateway/address";

const WINDOW_SECONDS = 60;

/** Counts the 400 and 401 answers of each address; other answers are free, since an autoscale behind one NAT is no flood. */
export type FailureLimit = {
  /** Throws Refusal `rate_limited` when the address has used up its failures. */
  refuseIfReached(ip: string): Promise<void>;
  count(ip: string): Promise<void>;
};

/** In: failures an address may make in a minute, in this process. IPv6 addresses count by their /64. */
export function limitFailures(perMinute: number): FailureLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  return {
    async refuseIfReached(ip) {
      const state = await limiter.get(senderNetwork(ip));
      if (!state || state.consumedPoints < perMinute) return;
      const retryAfter = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
      throw new Refusal("rate_limited", "Too many failed requests from this address.", { retryAfter });
    },
    async count(ip) {
      try {
        await limiter.consume(senderNetwork(ip));
      } catch (reached) {
        if (!(reached instanceof RateLimiterRes)) throw reached;
      }
    },
  };
}
