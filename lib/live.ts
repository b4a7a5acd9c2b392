import "server-only";
import { createPoller, type LiveListener, type Subscription } from "@/lib/live/poller";
import type { LiveResource } from "@/lib/live/resources";
import { systemActor } from "@/lib/services/actor";
import { readChanges } from "@/lib/services/live/read-changes";
import { readConnections } from "@/lib/services/live/read-connections";
import { readLatest } from "@/lib/services/live/read-latest";

const actor = systemActor("live updates");

const follow = createPoller({
  readLatest: () => readLatest(actor, {}),
  readChanges: (floor, nextFloor) => readChanges(actor, { floor, nextFloor }),
  readConnections: () => readConnections(actor, {}),
});

/**
 * Tells when what a page shows may have changed, whichever process changed it (docs/decisions/013).
 * In: the resource, whom to tell: at most once a second, only which resource and version, or that the database does not
 * answer. Out: when it is in force, and how to end it. One poller serves all subscribers of this process and stands still
 * while there are none.
 */
export function subscribe(resource: LiveResource, listener: LiveListener): Subscription {
  return follow(resource, listener);
}
