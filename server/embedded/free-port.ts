import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the ports that systems hand to outgoing connections, so that none can take it while PostgreSQL is being restarted. */
const LOWEST = 20_000;
const BEYOND = 32_000;
const TRIES = 200;

/** Out: a TCP port of 127.0.0.1 on which nothing listens. */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(LOWEST, BEYOND);
    if (await canListen(port)) return port;
  }
  throw new Error("no free port was found for PostgreSQL");
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
