import { join } from "node:path";
import { prisma } from "@/lib/db";
import { createDemoData } from "@/prisma/demo/create-demo-data";
import { openDemoKeys } from "@/prisma/demo/open-demo-keys";
import { settleDemoConnectors } from "@/prisma/demo/settle-demo-connectors";
import { settleDemoKeys } from "@/prisma/demo/settle-demo-keys";
import { type FleetReport, startFleet } from "@/prisma/demo/start-fleet";

/** Connectors the simulation adds up to, over all runs on one installation. */
const MOST_CONNECTORS = 1_000;
/** Some are always away, some were prepared and never started, some are gone for good. */
const LIFE = { most: 600, minutesUp: 90, minutesDown: 6, unused: 0.02, lost: 0.02 };

/**
 * Makes the sample data where there is none and lets simulated connectors enroll with its keys.
 * In: the fleet's program, the data directory, where to say what happens. Returns once the fleet runs. Throws what the services throw.
 */
export async function runDemo(options: { fleet: string; home: string; tell: (line: string) => void }): Promise<void> {
  const { tell } = options;
  const strings = await createDemoData();
  if (!strings) {
    tell("this installation holds other data, so nothing was added to it and no connector is simulated.");
    return;
  }
  const total = Math.max(0, MOST_CONNECTORS - (await prisma.connector.count()));
  tell(`sample data is in ${options.home}; delete that folder to begin anew.`);
  tell(
    "sign in with the set-up link, or with the account made with it earlier; simulated connectors enroll meanwhile.",
  );
  const keys = await openDemoKeys(strings);
  const start = { keys, total, life: LIFE, directory: join(options.home, "connectors") };
  const child = await startFleet({ script: options.fleet }, start, (report) => {
    hear(report, tell).catch((error: unknown) => {
      tell(`not every key and connector got its final state: ${error instanceof Error ? error.message : "unknown"}`);
    });
  });
  child.once("exit", (code) => {
    if (code !== 0) tell("the simulated connectors ended; the counts stand still now.");
  });
}

async function hear(report: FleetReport, tell: (line: string) => void): Promise<void> {
  if (report.type === "done") {
    const why = report.reason === "total" ? `there are ${MOST_CONNECTORS} connectors` : "no key has a use left";
    tell(`${why}; no further connector enrolls.`);
    return;
  }
  if (report.type === "tally") return;
  if (report.resumed > 0) tell(`${report.resumed} connectors of the last run come back.`);
  await settleDemoConnectors();
  await settleDemoKeys();
  if (report.unreachable) tell("the simulated connectors do not reach the gateway; see ENROLL_PUBLIC_HOST.");
  else if (report.enrolled === 0) tell("one or a few connectors enroll every few seconds.");
  else tell(`${report.enrolled} connectors enrolled; one or a few follow every few seconds.`);
}
