import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { REFUSALS, Refusal } from "@/lib/enrollment/codes";
import { log } from "@/lib/log";
import { isDatabaseUnavailable } from "@/lib/services/database-error";

const RETRY_AFTER_SECONDS = 2;

/** Sends a refusal as application/problem+json (RFC 9457), never cached. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, title } = REFUSALS[refusal.code];
  if (refusal.retryAfter !== undefined) reply.header("retry-after", String(refusal.retryAfter));
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("application/problem+json; charset=utf-8")
    .send(
      JSON.stringify({
        type: `urn:latchkey:problem:${refusal.code}`,
        title,
        status,
        detail: refusal.message,
        code: refusal.code,
        requestId: request.id,
      }),
    );
}

/** In: anything thrown in a route. Out: the refusal the caller gets; the cause of an unknown error stays in the log. */
export function toRefusal(error: unknown, requestId: string): Refusal {
  if (error instanceof Refusal) return error;
  const known = fromFastify(error as Partial<FastifyError>);
  if (known) return known;
  const retryAfter = RETRY_AFTER_SECONDS;
  if (isDatabaseUnavailable(error)) {
    log.warn({ requestId, reason: (error as Error).message }, "the database does not answer");
    return new Refusal("unavailable", "The database does not answer. No use was taken; try again.", { retryAfter });
  }
  log.error({ requestId, err: error }, "a request failed");
  return new Refusal("internal", "The gateway failed. No use was taken. The log names the cause under the request id.");
}

function fromFastify(error: Partial<FastifyError>): Refusal | undefined {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Refusal("body_too_large", "The body may have 64 KiB.");
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") {
    return new Refusal("unsupported_media_type", "Send application/json.");
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Refusal("request_invalid", "The request cannot be read.");
  }
  return undefined;
}
