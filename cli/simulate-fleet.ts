import { runFleet } from "./fleet/run-fleet";
import { startMessageSchema } from "./fleet/schema";

// A fleet of simulated connectors in one process, for `npm run demo` and benchmarks. Its keys come over the channel to its parent, so that
// none is in an argument, a variable, a file or a log; it ends with its parent.

// Ctrl-C in a terminal reaches this process too: the parent decides when it ends.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));
process.once("message", (message) => {
  const start = startMessageSchema.safeParse(message);
  if (!start.success) {
    // Without what was wrong with it: that could quote a key.
    console.error("simulate-fleet: the parent's message is not one this version knows.");
    process.exit(1);
  }
  void runFleet(start.data, (report) => process.send?.(report));
});
