import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { reportFailure } from "@/server/report-failure";

const dist = dirname(fileURLToPath(import.meta.url));
try {
  // Settings are parsed while this is loaded: a bad one is told like every other problem.
  const { supervise } = await import("@/server/supervisor");
  await supervise({ dist, dev: process.argv.includes("--dev"), demo: process.argv.includes("--demo") });
  process.exit(0);
} catch (error) {
  reportFailure(error);
  process.exit(1);
}
