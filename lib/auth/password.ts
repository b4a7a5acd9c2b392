import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** argon2id, 19 MiB, 2 passes, 1 lane: the first of the equivalent settings of the OWASP password storage guide. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MAX_AT_ONCE = 3;

/** A hash of random bytes under the same settings: nobody's password, but it costs the same to check. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$GOFJJ6XNmsl0N6g1OPlB8Q$MK34RGQySZxjIQTD94jjM9+jIk51UtgaypXJwU1sUA4";

// A hash takes tens of milliseconds and 19 MiB: unbounded, a burst of sign-ins would starve every other request.
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed over, so that a newcomer cannot slip in between.
    if (next) next();
    else running -= 1;
  }
}

/** In: a password, any text. Out: its argon2id hash in PHC form with a fresh salt. At most three are made at once. */
export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(password.normalize("NFKC"), OPTIONS));
}

/**
 * In: the stored hash, or null for an unknown user or one without a password; the password given.
 * Out: whether it is right. An unknown user costs the same time as a known one. A damaged hash counts as wrong.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await inTurn(() => verify(passwordHash ?? NOBODY, password.normalize("NFKC")).catch(() => false));
  return right && passwordHash !== null;
}
