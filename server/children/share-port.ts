import cluster from "node:cluster";
import { createPlaces, isPlaceRequest, type PlaceAnswer } from "@/lib/live/places";
import { type KeptChild, keepRunning } from "@/server/children/keep-running";
import { DRAIN_MS, type Listener, serve } from "@/server/children/serve";

/** Room for objects that live as long as one answer: drawing a page makes a few MB of them, and the default of 16 MB is collected too often. */
const YOUNG_OBJECTS_MB = 32;
/** The processes cut what is still open themselves; this one goes after them. */
const AFTER_THEM_MS = 1_500;

/**
 * Runs a listener in several processes that share its port: new connections go to them in turn, and one that crashes is started again
 * while the others go on. In: its name in messages, how many processes, how to start it in one. Called again in each of them.
 */
export async function sharePort(
  name: string,
  count: () => Promise<number>,
  start: () => Promise<Listener>,
): Promise<void> {
  if (cluster.isWorker) return await serve(start);
  cluster.setupPrimary({ execArgv: [...process.execArgv, `--max-semi-space-size=${YOUNG_OBJECTS_MB}`] });
  const spawn = () => cluster.fork().process;
  countPlaces();
  await serve(async () => {
    const processes = Array.from({ length: await count() });
    const started = await Promise.allSettled(processes.map(() => keepRunning({ name, spawn })));
    const workers = started.filter((result) => result.status === "fulfilled").map(({ value }) => value);
    const close = async () => void (await Promise.all(workers.map((worker: KeptChild) => worker.stop())));
    const failed = started.find((result) => result.status === "rejected");
    if (!failed) return { close };
    await close();
    throw failed.reason;
  }, DRAIN_MS + AFTER_THEM_MS);
}

/** Event streams are limited for each session, whichever process holds them. */
function countPlaces(): void {
  const places = createPlaces();
  cluster.on("message", (worker, message) => {
    if (!isPlaceRequest(message)) return;
    if (message.type === "place.leave") return places.leave(message.session, worker.id);
    const answer: PlaceAnswer = {
      type: "place.answer",
      ask: message.ask,
      taken: places.take(message.session, worker.id),
    };
    worker.send(answer, () => undefined);
  });
  cluster.on("exit", (worker) => places.leaveAll(worker.id));
}
