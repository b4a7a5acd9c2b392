import { randomUUID } from "node:crypto";
import type { Server } from "node:https";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { Refusal } from "@/lib/enrollment/codes";
import { isNameMissing, makeServerIdentity, type ServerIdentity } from "@/lib/enrollment/server-certificate";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { keepDeleting } from "@/server/gateway/auto-delete";
import { addConnectorRoutes } from "@/server/gateway/connector-routes";
import { keepCounting } from "@/server/gateway/count-refusals";
import { addEnrollRoute } from "@/server/gateway/enroll-route";
import { addEstRoutes } from "@/server/gateway/est-routes";
import { limitFailures } from "@/server/gateway/failure-limit";
import { addHealthRoutes } from "@/server/gateway/health-routes";
import { keepNotifying } from "@/server/gateway/notify";
import { refuseUnreadable, sendProblem, toRefusal } from "@/server/gateway/problem";
import { addPublicRoutes } from "@/server/gateway/public-routes";
import { keepPurging } from "@/server/gateway/purge";
import { keepSending } from "@/server/gateway/send-webhooks";

const BODY_LIMIT = 64 * 1024;
const REQUEST_TIMEOUT_MS = 12_000;
/** How soon a changed enrollment host is in the certificate. */
const IDENTITY_CHECK_MS = 2_000;

export type Gateway = { port: number; close(): Promise<void> };

/**
 * Starts the enrollment gateway: the only listener that faces the network. It always ends TLS itself, with a certificate
 * under the tenant's Root. Out: the port it listens on and how to close it: requests in flight are finished first.
 */
export async function startGateway(): Promise<Gateway> {
  const identity = await makeServerIdentity();
  const state = { draining: false };
  const app = fastify({
    // Node looks for slow clients every 30 s unless told otherwise, which makes short timeouts useless.
    https: {
      key: identity.key,
      cert: identity.cert,
      minVersion: "TLSv1.2",
      // Asked for on every connection, needed by some routes; whose it is, is judged there (docs/decisions/018).
      requestCert: true,
      rejectUnauthorized: false,
      connectionsCheckingInterval: 500,
      handshakeTimeout: 10_000,
      headersTimeout: 10_000,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16 * 1024,
    },
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Nothing sent or read for this long: a client that does not take its answer.
    connectionTimeout: 30_000,
    clientErrorHandler: refuseUnreadable,
    keepAliveTimeout: 5_000,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    exposeHeadRoutes: false,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 64 },
    frameworkErrors: (error, request, reply) => {
      sendProblem(request, reply, toRefusal(error, request.id));
    },
  });
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, toRefusal(error, request.id)));
  app.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id).header("x-content-type-options", "nosniff");
  });

  const failures = limitFailures(env.ENROLL_FAILURES_PER_MINUTE);
  addEnrollRoute(app, failures);
  addConnectorRoutes(app, failures);
  addEstRoutes(app, failures);
  addPublicRoutes(app);
  addHealthRoutes(app, state);
  refuseTheRest(app);

  await app.listen({ port: env.ENROLL_PORT, host: env.ENROLL_HOST });
  const stopRenewing = renewIdentity(app.server as Server, identity);
  const stopDeleting = keepDeleting();
  const stopNotifying = keepNotifying();
  const stopPurging = keepPurging();
  const stopSending = keepSending();
  const stopCounting = keepCounting();
  const address = app.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : env.ENROLL_PORT,
    async close() {
      state.draining = true;
      stopRenewing();
      // What is being sent is not waited for: it is taken over.
      void stopSending();
      const stopped = [stopDeleting(), stopNotifying(), stopPurging()];
      await app.close();
      await stopCounting();
      await Promise.all(stopped);
    },
  };
}

/** A known path with another method is 405 with Allow, everything else 404. */
function refuseTheRest(app: FastifyInstance): void {
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split("?")[0] ?? "";
    const allowed = (["GET", "POST"] as const).filter((method) => app.findRoute({ url: path, method }) !== null);
    if (allowed.length === 0)
      return sendProblem(request, reply, new Refusal("not_found", "There is nothing at this path."));
    reply.header("allow", allowed.join(", "));
    return sendProblem(request, reply, new Refusal("method_not_allowed", `Use ${allowed.join(" or ")}.`));
  });
}

/**
 * Replaces the TLS identity in place at half its life, and when the enrollment host of the settings is a new name; open
 * connections keep the old one. Out: stops doing so.
 */
function renewIdentity(server: Server, first: ServerIdentity): () => void {
  let { names, renewAt } = first;
  let failing = false;
  let stopped = false;
  const check = async () => {
    try {
      if (Date.now() >= renewAt.getTime() || (await isNameMissing(names))) {
        const identity = await makeServerIdentity();
        server.setSecureContext({ key: identity.key, cert: identity.cert, minVersion: "TLSv1.2" });
        ({ names, renewAt } = identity);
        log.info({ names }, "the gateway has a new certificate");
      }
      failing = false;
    } catch (error) {
      // Once for an outage, not every two seconds of it.
      if (!failing) log.error({ reason: (error as Error).message }, "the gateway's certificate could not be renewed");
      failing = true;
    }
    if (!stopped) schedule();
  };
  let timer: NodeJS.Timeout;
  const schedule = () => {
    timer = setTimeout(() => void check(), IDENTITY_CHECK_MS);
    timer.unref();
  };
  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
