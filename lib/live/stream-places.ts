import "server-only";
import { AppError } from "@/lib/errors";

/** A browser opens six connections to a host without HTTP/2: two are left for everything else. */
const MOST_PER_SESSION = 4;
const MOST_PER_PROCESS = 250;
const RETRY_AFTER_S = 30;

const places = new Map<string, number>();
let taken = 0;

/**
 * Takes a place for one more event stream. In: whose session. Out: gives the place back, once. Throws AppError
 * `too_many_attempts` when the session or this process has as many as it may.
 */
export function takePlace(sessionId: string): () => void {
  const own = places.get(sessionId) ?? 0;
  if (own >= MOST_PER_SESSION || taken >= MOST_PER_PROCESS) {
    throw new AppError("too_many_attempts", "Too many pages are being kept up to date at once.", {
      details: { retryAfter: RETRY_AFTER_S },
    });
  }
  places.set(sessionId, own + 1);
  taken += 1;
  let given = false;
  return () => {
    if (given) return;
    given = true;
    taken -= 1;
    const left = (places.get(sessionId) ?? 1) - 1;
    if (left > 0) places.set(sessionId, left);
    else places.delete(sessionId);
  };
}
