import type { Server } from "node:http";

const IDLE_CHECK_MS = 50;

/**
 * Stops accepting and resolves when every request in flight is answered. A connection kept alive after its last answer is closed at
 * once: else its client would hold the shutdown up.
 */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const timer = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  server.closeIdleConnections();
  await closed;
  clearInterval(timer);
}
