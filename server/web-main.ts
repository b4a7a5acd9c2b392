import { serve } from "@/server/children/serve";
import { sharePort } from "@/server/children/share-port";

const dev = process.argv.includes("--dev");

async function start() {
  const { startWeb } = await import("@/server/web");
  return await startWeb({ dev });
}

async function countProcesses() {
  const { env } = await import("@/lib/env");
  return env.WEB_PROCESSES;
}

// What reloads on changes keeps its state in one process.
await (dev ? serve(start) : sharePort("A process of the portal", countProcesses, start));
