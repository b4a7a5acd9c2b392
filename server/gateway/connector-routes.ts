import type { FastifyInstance } from "fastify";
import { recordHeartbeat } from "@/lib/enrollment/heartbeat";
import { requireCertificate } from "@/lib/enrollment/judge-connector";
import { renew } from "@/lib/enrollment/renew";
import { heartbeatRequestSchema, renewRequestSchema } from "@/lib/enrollment/schema";
import type { FailureLimit } from "@/server/gateway/failure-limit";
import { guardRoute, parseBody, readClientCertificate } from "@/server/gateway/guard";

/** Routes of enrolled connectors, who prove themselves by their client certificate. */
export function addConnectorRoutes(app: FastifyInstance, failures: FailureLimit): void {
  app.post("/v1/heartbeat", (request, reply) =>
    guardRoute({ request, reply, failures, action: "connector.refused" }, async ({ caller, onTarget }) => {
      const certificate = requireCertificate(readClientCertificate(request));
      const report = parseBody(heartbeatRequestSchema, request.body);
      const answer = await recordHeartbeat(certificate, report, caller, onTarget);
      return reply.header("cache-control", "no-store").send(answer);
    }),
  );

  app.post("/v1/renew", (request, reply) =>
    guardRoute({ request, reply, failures, action: "connector.refused" }, async ({ caller, onTarget }) => {
      const certificate = requireCertificate(readClientCertificate(request));
      const answer = await renew(certificate, parseBody(renewRequestSchema, request.body), caller, onTarget);
      return reply.header("cache-control", "no-store").send(answer);
    }),
  );
}
