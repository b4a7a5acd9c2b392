import { closeDatabase } from "@/lib/db";
import { log } from "@/lib/log";
import { startGateway } from "@/server/gateway/start";

// The gateway's process: starts it, tells the parent, and ends when told to or when the parent is gone.
const gateway = await startGateway();
process.send?.({ ready: true, port: gateway.port });

let closing = false;
async function end(): Promise<void> {
  if (closing) return;
  closing = true;
  await gateway.close();
  await closeDatabase();
  process.exit(0);
}
process.on("SIGTERM", () => void end());
process.on("SIGINT", () => void end());
process.on("disconnect", () => {
  log.warn("the supervisor is gone; the gateway ends too");
  void end();
});
