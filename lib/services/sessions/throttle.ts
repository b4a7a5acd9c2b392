import "server-only";
import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/db";
import { AppError } from "@/lib/errors";

/** Failures are counted in fixed windows of 15 minutes; the account's own count spans an hour. */
export const WINDOW_SECONDS = 15 * 60;
const ACCOUNT_WINDOW_SECONDS = 60 * 60;
/** Wrong passwords for one account from one address. */
export const PAIR_FAILURES = 5;
/** The same while an account is under attack from many addresses: each keeps a try and one for a slip. */
export const PAIR_FAILURES_UNDER_ATTACK = 2;
/** Wrong passwords from one address, whatever the accounts. */
export const ADDRESS_FAILURES = 30;
/** Failures for one account, over all addresses, from which on it counts as under attack. */
export const ACCOUNT_FAILURES = 30;

const UNLIMITED = 1_000_000_000;

/** What a try was counted under, to be given back when the password was right. */
export type Attempt = { account: string; address: string };

export type Throttle = {
  /** Counts a try before anything is evaluated. Throws AppError `too_many_attempts`, or what the database throws. */
  take(attempt: Attempt): Promise<void>;
  /** Gives back what `take` counted, and clears the pair: the password was right. */
  giveBack(attempt: Attempt): Promise<void>;
};

/**
 * Makes a throttle of failed sign-ins whose counts all instances share.
 * In: connections to the database, whose table sign_in_throttle it writes. No count of one account over all addresses
 * ever refuses a try by itself: somebody else's wrong passwords cannot lock the right person out.
 */
export function createThrottle(storeClient: Pool): Throttle {
  const options = { storeClient, storeType: "pool", tableName: "sign_in_throttle", tableCreated: true };
  // Keys already over the limit are refused from memory, so that a flood costs no query each.
  const pairs = new RateLimiterPostgres({
    ...options,
    keyPrefix: "pair",
    points: PAIR_FAILURES,
    duration: WINDOW_SECONDS,
    inMemoryBlockOnConsumed: PAIR_FAILURES + 1,
  });
  const addresses = new RateLimiterPostgres({
    ...options,
    keyPrefix: "address",
    points: ADDRESS_FAILURES,
    duration: WINDOW_SECONDS,
    inMemoryBlockOnConsumed: ADDRESS_FAILURES + 1,
  });
  const accounts = new RateLimiterPostgres({
    ...options,
    keyPrefix: "account",
    points: UNLIMITED,
    duration: ACCOUNT_WINDOW_SECONDS,
  });

  return {
    async take({ account, address }) {
      await refuseOver(addresses.consume(address));
      const pair = await refuseOver(pairs.consume(`${account}:${address}`));
      // Counted last: tries that were refused above say nothing about other addresses.
      const overall = await accounts.penalty(account);
      if (overall.consumedPoints > ACCOUNT_FAILURES && pair.consumedPoints > PAIR_FAILURES_UNDER_ATTACK) refuse(pair);
    },
    async giveBack({ account, address }) {
      await Promise.all([pairs.delete(`${account}:${address}`), addresses.reward(address), accounts.reward(account)]);
    },
  };
}

async function refuseOver(consumed: Promise<RateLimiterRes>): Promise<RateLimiterRes> {
  try {
    return await consumed;
  } catch (reason) {
    // The library rejects with its result when the limit is reached, and with an error when the store failed.
    if (reason instanceof RateLimiterRes) refuse(reason);
    throw reason;
  }
}

function refuse({ msBeforeNext }: RateLimiterRes): never {
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1_000));
  throw new AppError(
    "too_many_attempts",
    `Too many failed sign-ins from this address. Try again in ${retryAfter} seconds.`,
    { details: { retryAfter } },
  );
}

/** In: the unique form of an email address, known or not. Out: the key of its counts; the address cannot be read from it. */
export function accountKey(emailKey: string): string {
  return createHash("sha256").update(`latchkey/sign-in/v1\0${emailKey}`).digest("hex").slice(0, 32);
}

/** In: a client address or null. Out: the key of its counts; IPv6 by /64, since a host can take any address within. */
export function addressKey(ip: string | null): string {
  if (ip === null || !ipaddr.isValid(ip)) return "unknown";
  const address = ipaddr.process(ip);
  if (address.kind() === "ipv4") return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
}

/** The throttle of this process. */
export const throttle: Throttle = createThrottle(pool);
