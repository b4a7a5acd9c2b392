import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "@/lib/enrollment/codes";
import { type Caller, enroll, type RefusedKey } from "@/lib/enrollment/enroll";
import { recordRefusal } from "@/lib/enrollment/record-refusal";
import { type EnrollRequest, enrollRequestSchema } from "@/lib/enrollment/schema";
import { log } from "@/lib/log";
import { redactProvisioningKeys } from "@/lib/provisioning-key/pattern";
import { plainAddress } from "@/server/gateway/address";
import type { FailureLimit } from "@/server/gateway/failure-limit";
import { sendProblem, toRefusal } from "@/server/gateway/problem";

/** Refusals that say something about a key or a connector; the rest is noise of a public listener. */
const AUDITED_STATUS = new Set([400, 401, 403, 409, 422]);

/** POST /v1/enroll: parse → enroll → answer; every refusal is audited and counted here. */
export function addEnrollRoute(app: FastifyInstance, failures: FailureLimit): void {
  app.post("/v1/enroll", async (request, reply) => {
    const caller: Caller = { ...describeSender(request), requestId: request.id };
    let key: RefusedKey;
    try {
      await failures.refuseIfReached(caller.ip);
      const answer = await enroll(readBody(request), caller, (found) => {
        key = found;
      });
      reply.header("cache-control", "no-store");
      if (answer.state === "active") return reply.send(answer);
      const { retryAfter, ...waiting } = answer;
      return reply.code(202).header("retry-after", String(retryAfter)).send(waiting);
    } catch (error) {
      const refusal = toRefusal(error, request.id);
      if (refusal.status === 400 || refusal.status === 401) await failures.count(caller.ip);
      if (AUDITED_STATUS.has(refusal.status)) await audit(refusal, key, caller);
      return sendProblem(request, reply, refusal);
    }
  });
}

/** Who sent a request, fit for audit rows: IPv4 never written inside IPv6, and no key that got into the User-Agent. */
function describeSender(request: FastifyRequest): Pick<Caller, "ip" | "userAgent"> {
  const userAgent = request.headers["user-agent"];
  return {
    ip: plainAddress(request.ip),
    userAgent: userAgent === undefined ? undefined : redactProvisioningKeys(userAgent),
  };
}

function readBody(request: FastifyRequest): EnrollRequest {
  const parsed = enrollRequestSchema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // A name that is not ours may hold anything, so it is not repeated.
  if (issue?.code === "unrecognized_keys")
    throw new Refusal("request_invalid", "The body has a field that is unknown.");
  throw new Refusal("request_invalid", `${issue?.path.join(".") || "The body"}: ${issue?.message ?? "is not valid"}.`);
}

/** A refusal changes nothing, so a log that cannot be written does not turn it into another answer. */
async function audit(refusal: Refusal, key: RefusedKey, caller: Caller): Promise<void> {
  try {
    await recordRefusal(refusal.code, key, caller);
  } catch (error) {
    log.warn(
      { requestId: caller.requestId, code: refusal.code, reason: (error as Error).message },
      "a refusal was not audited",
    );
  }
}
