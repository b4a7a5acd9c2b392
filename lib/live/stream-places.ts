import "server-only";
import cluster from "node:cluster";
import { AppError } from "@/lib/errors";
import { createPlaces, isPlaceAnswer, type PlaceRequest } from "@/lib/live/places";

const MOST_PER_PROCESS = 250;
const RETRY_AFTER_S = 30;

const own = createPlaces();
const waiting = new Map<number, (taken: boolean) => void>();
let taken = 0;
let asked = 0;
let listens = false;

/**
 * Takes a place for one more event stream: of the session, in all processes that share the port, and of this process.
 * In: whose session. Out: gives the place back, once. Throws AppError `too_many_attempts` when there is none.
 */
export async function takePlace(sessionId: string): Promise<() => void> {
  if (taken >= MOST_PER_PROCESS) throw refuse();
  taken += 1;
  const free = await take(sessionId);
  if (!free) {
    taken -= 1;
    throw refuse();
  }
  let given = false;
  return () => {
    if (given) return;
    given = true;
    taken -= 1;
    if (cluster.isWorker) send({ type: "place.leave", session: sessionId });
    else own.leave(sessionId, process.pid);
  };
}

async function take(session: string): Promise<boolean> {
  if (!cluster.isWorker) return own.take(session, process.pid);
  if (!listens) {
    listens = true;
    process.on("message", (message) => {
      if (!isPlaceAnswer(message)) return;
      waiting.get(message.ask)?.(message.taken);
      waiting.delete(message.ask);
    });
  }
  asked += 1;
  const ask = asked;
  return await new Promise((resolve) => {
    waiting.set(ask, resolve);
    send({ type: "place.take", ask, session });
  });
}

function send(request: PlaceRequest): void {
  process.send?.(request);
}

function refuse(): AppError {
  return new AppError("too_many_attempts", "Too many pages are being kept up to date at once.", {
    details: { retryAfter: RETRY_AFTER_S },
  });
}
