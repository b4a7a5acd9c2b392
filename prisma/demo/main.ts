import { fileURLToPath } from "node:url";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { runDemo } from "@/prisma/demo/run-demo";

// The child of the supervisor that `npm run demo` adds: sample data first, then the simulated connectors.

const stop = () => process.exit(0);
process.on("SIGTERM", stop);
process.on("disconnect", stop);
// Ctrl-C in a terminal reaches this process too: the supervisor decides when it ends.
process.on("SIGINT", () => undefined);

try {
  const fleet = fileURLToPath(new URL("simulate-fleet.mjs", import.meta.url));
  await runDemo({ fleet, home: env.LATCHKEY_HOME, tell: (line) => console.log(`Demo:     ${line}`) });
  process.send?.({ type: "listening" });
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
}
