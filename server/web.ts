import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { beginDraining } from "@/lib/draining";
import { env } from "@/lib/env";
import { drain } from "@/server/children/drain";
import { explain } from "@/server/preflight/ports";
import { StartupError } from "@/server/startup-error";
import { setClientAddress } from "@/server/web-client-address";

const LIMITS = {
  // Node looks for slow clients every 30 s unless told otherwise, which makes short timeouts useless.
  connectionsCheckingInterval: 500,
  headersTimeout: 10_000,
  // Time to send a whole request; answers may take longer.
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16 * 1024,
};

const STREAMS = "/api/events?";

/**
 * Starts the portal: Next behind a server of our own, for limits that Next does not set and for the client's address.
 * In: whether with hot reload. Out: how to close it: requests in flight are finished first. Throws StartupError.
 */
export async function startWeb({ dev }: { dev: boolean }): Promise<{ close: () => Promise<void> }> {
  const server = createServer(LIMITS);
  const app = next({
    dev,
    dir: process.cwd(),
    hostname: env.HOST,
    port: env.PORT,
    // Next puts a handler for upgrades, which can proxy, on the server it is given. In production it gets one that never listens.
    httpServer: dev ? server : createServer(),
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  let draining = false;
  server.on("request", (request, response) => {
    setClientAddress(request.headers, request.socket.remoteAddress, env.TRUSTED_PROXIES);
    // A stream that lasts for hours would keep a compressor's memory for as long.
    if (request.url?.startsWith(STREAMS)) request.headers["accept-encoding"] = "identity";
    if (draining) response.setHeader("connection", "close");
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  if (!dev) server.on("upgrade", (_request, socket) => refuseUpgrade(socket));
  await listen(server);
  return {
    close: async () => {
      draining = true;
      beginDraining();
      await drain(server);
      await app.close().catch(() => undefined);
    },
  };
}

function refuseUpgrade(socket: Duplex): void {
  socket.on("error", () => undefined);
  socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const wanted = { what: "the portal", variable: "PORT", hostVariable: "HOST", port: env.PORT, host: env.HOST };
      reject(new StartupError(explain(wanted, error.code ?? error.message)));
    });
    server.listen({ port: env.PORT, host: env.HOST }, resolve);
  });
}
