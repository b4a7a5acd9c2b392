import type { FastifyInstance } from "fastify";
import { Refusal } from "@/lib/enrollment/codes";
import { isEnrollmentReady } from "@/lib/enrollment/readiness";

/** Liveness says that the process answers; readiness that it could enroll a connector now. Neither names a version. */
export function addHealthRoutes(app: FastifyInstance, state: { draining: boolean }): void {
  app.get("/health/live", async (_request, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }));

  app.get("/health/ready", async (_request, reply) => {
    if (state.draining || !(await isEnrollmentReady())) {
      throw new Refusal("unavailable", "The gateway cannot enroll connectors now.", { retryAfter: 2 });
    }
    return reply.header("cache-control", "no-store").send({ status: "ok" });
  });
}
