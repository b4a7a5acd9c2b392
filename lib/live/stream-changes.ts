import "server-only";
import { can } from "@/lib/auth/permissions";
import { onDraining } from "@/lib/draining";
import { subscribe } from "@/lib/live";
import { LIVE_RESOURCES, type LiveResource } from "@/lib/live/resources";
import type { UserActor } from "@/lib/services/actor";
import { checkSession } from "@/lib/services/sessions/check";

const HEARTBEAT_MS = 15_000;
/** A client that reads nothing any more is let go before it costs memory. */
const MOST_UNREAD = 32;

type StreamOptions = {
  actor: UserActor;
  resource: LiveResource;
  /** Milliseconds since the server read what the page shows. */
  readAgo: () => number;
  /** Asked once changes are followed, with that age: whether the page may have missed one before. */
  isStale: (ageMs: number) => Promise<boolean>;
  /** Aborted when the client is gone. */
  signal: AbortSignal;
  /** Called once, however the stream ends. */
  onEnd: () => void;
};

/**
 * The event stream of one page: {resource, version} when something changed, a comment every 15 s, "signed-out" and the
 * end when the session or its right is gone. The session is checked before each of them.
 * It ends by itself when the database does not answer, the client is gone or reads nothing, or the process stops.
 */
export function streamChanges(options: StreamOptions): ReadableStream<Uint8Array> {
  const { actor, resource, readAgo, isStale, signal, onEnd } = options;
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let ended = false;
      let checking = false;
      let due: string | undefined;

      const send = (text: string) => {
        if (ended) return;
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) < -MOST_UNREAD) end();
      };
      /** What becomes due while the session is being checked takes the place of what was: only the newest counts. */
      const sendChecked = async (text: string) => {
        due = text;
        if (checking) return;
        checking = true;
        try {
          while (due !== undefined && !ended) {
            const next = due;
            due = undefined;
            if (await isEntitled(actor, resource)) send(next);
            else {
              send("event: signed-out\ndata: {}\n\n");
              end();
            }
          }
        } catch {
          end();
        } finally {
          checking = false;
        }
      };
      const sendChange = (version: number) =>
        sendChecked(`event: changed\ndata: ${JSON.stringify({ resource, version })}\n\n`);

      const { ready, mayHaveMissed, unsubscribe } = subscribe(resource, (message) => {
        if (message.kind === "offline") end();
        else void sendChange(message.version);
      });
      // A comment must not take the place of a change that waits.
      const heartbeat = setInterval(() => {
        if (due === undefined) void sendChecked(": still here\n\n");
      }, HEARTBEAT_MS);
      const stopListening = onDraining(() => end());
      signal.addEventListener("abort", () => end(), { once: true });

      end = () => {
        if (ended) return;
        ended = true;
        unsubscribe();
        clearInterval(heartbeat);
        stopListening();
        onEnd();
        try {
          controller.close();
        } catch {
          // The client closed it first.
        }
      };
      if (signal.aborted) return end();
      send(": connected\n\n");
      ready
        .then(async () => mayHaveMissed(readAgo()) || (await isStale(readAgo())))
        .then(
          (stale) => (stale ? sendChange(0) : undefined),
          () => end(),
        );
    },
    cancel: () => end(),
  });
}

async function isEntitled(actor: UserActor, resource: LiveResource): Promise<boolean> {
  const { ip, userAgent, requestId } = actor;
  const visitor = { kind: "anonymous", ip, userAgent, requestId } as const;
  const checked = await checkSession(visitor, { sessionId: actor.sessionId, userId: actor.id, note: false });
  return checked !== null && can(checked.user.role, LIVE_RESOURCES[resource].permission);
}
