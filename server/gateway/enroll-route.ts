import type { FastifyInstance } from "fastify";
import { enroll } from "@/lib/enrollment/enroll";
import { enrollRequestSchema } from "@/lib/enrollment/schema";
import type { FailureLimit } from "@/server/gateway/failure-limit";
import { guardRoute, parseBody } from "@/server/gateway/guard";

/** POST /v1/enroll: parse → enroll → answer; every refusal is audited and counted. */
export function addEnrollRoute(app: FastifyInstance, failures: FailureLimit): void {
  app.post("/v1/enroll", (request, reply) =>
    guardRoute({ request, reply, failures, action: "enrollment.refused" }, async ({ caller, onTarget }) => {
      const answer = await enroll(parseBody(enrollRequestSchema, request.body), caller, onTarget);
      reply.header("cache-control", "no-store");
      if (answer.state === "active") return reply.send(answer);
      const { retryAfter, ...waiting } = answer;
      return reply.code(202).header("retry-after", String(retryAfter)).send(waiting);
    }),
  );
}
