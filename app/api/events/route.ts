import { z } from "zod";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { LIVE_RESOURCE_NAMES, LIVE_RESOURCES } from "@/lib/live/resources";
import { streamChanges } from "@/lib/live/stream-changes";
import { takePlace } from "@/lib/live/stream-places";
import { checkChangedSince } from "@/lib/services/live/check-changed-since";
import { assertPermission, parseInput } from "@/lib/services/verb";

/** `since` is when the server read what the page shows, in milliseconds since the epoch. */
const querySchema = z.object({
  resource: z.enum(LIVE_RESOURCE_NAMES),
  since: z.coerce.number().int().min(0).default(0),
});

/** Server-sent events that say when a page must read its data again; the data itself never comes this way. */
export const GET = route(async (actor, request) => {
  // Reads pass the door from anywhere; a stream costs a place, so no other site may open one.
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") throw new AppError("forbidden", "This request comes from another site.");
  const { resource, since } = parseInput(querySchema, Object.fromEntries(new URL(request.url).searchParams));
  assertPermission(actor, LIVE_RESOURCES[resource].permission);
  const leave = await takePlace(actor.sessionId);
  const stream = streamChanges({
    actor,
    resource,
    readAgo: () => Math.max(0, Date.now() - since),
    isStale: (ageMs) => checkChangedSince(actor, { resource, ageMs }),
    signal: request.signal,
    onEnd: leave,
  });
  return new Response(stream, {
    // The second asks a proxy not to hold events back.
    headers: { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" },
  });
});
