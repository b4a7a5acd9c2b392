import "server-only";

/** A browser opens six connections to a host without HTTP/2: two are left for everything else. */
const MOST_PER_SESSION = 4;

export type Places = ReturnType<typeof createPlaces>;

/** Counts the event streams of each session, by the process that holds them. */
export function createPlaces() {
  const held = new Map<string, number[]>();
  const keep = (session: string, holders: number[]) => {
    if (holders.length > 0) held.set(session, holders);
    else held.delete(session);
  };
  const without = (holders: number[], holder: number) => holders.toSpliced(holders.indexOf(holder), 1);
  return {
    /** Takes a place of a session for a process. Out: whether there was one. */
    take: (session: string, holder: number): boolean => {
      const holders = held.get(session) ?? [];
      if (holders.length >= MOST_PER_SESSION) return false;
      keep(session, [...holders, holder]);
      return true;
    },
    /** Gives one back; nothing happens when the process holds none. */
    leave: (session: string, holder: number): void => {
      const holders = held.get(session) ?? [];
      if (holders.includes(holder)) keep(session, without(holders, holder));
    },
    /** Gives back all that a process held: it has ended. */
    leaveAll: (holder: number): void => {
      for (const [session, holders] of held)
        keep(
          session,
          holders.filter((other) => other !== holder),
        );
    },
    count: (session: string): number => held.get(session)?.length ?? 0,
  };
}

/** What a process that draws pages tells the one that shares the port among them. */
export type PlaceRequest =
  | { type: "place.take"; ask: number; session: string }
  | { type: "place.leave"; session: string };

/** The answer to `place.take`. */
export type PlaceAnswer = { type: "place.answer"; ask: number; taken: boolean };

/** In: anything that came over the channel between two processes. Out: whether it is about places. */
export function isPlaceRequest(message: unknown): message is PlaceRequest {
  return hasType(message) && (message.type === "place.take" || message.type === "place.leave");
}

/** In: anything that came over the channel between two processes. Out: whether it is an answer about places. */
export function isPlaceAnswer(message: unknown): message is PlaceAnswer {
  return hasType(message) && message.type === "place.answer";
}

function hasType(message: unknown): message is { type: unknown } {
  return typeof message === "object" && message !== null && "type" in message;
}
