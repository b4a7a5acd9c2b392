import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { REFUSALS, Refusal } from "@/lib/enrollment/codes";
import { log } from "@/lib/log";
import { isDatabaseUnavailable } from "@/lib/services/database-error";

const RETRY_AFTER_SECONDS = 2;
// Whether the use was counted is not known when the connection broke during the commit; that a repeat costs nothing is.
const REPEAT = "Repeat the same request: a public key never costs a second use.";
const UNAVAILABLE = `The database does not answer. ${REPEAT}`;
const FAILED = `The gateway failed; its log names the cause under the request id. ${REPEAT}`;

/** Sends a refusal as application/problem+json (RFC 9457), never cached. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, title } = REFUSALS[refusal.code];
  if (refusal.retryAfter !== undefined) reply.header("retry-after", String(refusal.retryAfter));
  // Said here too, because errors before routing pass no hook.
  reply.header("x-request-id", request.id).header("x-content-type-options", "nosniff");
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("application/problem+json; charset=utf-8")
    .send(encodeProblem(refusal.code, status, title, refusal.message, request.id));
}

function encodeProblem(code: string, status: number, title: string, detail: string, requestId: string): string {
  return JSON.stringify({ type: `urn:latchkey:problem:${code}`, title, status, detail, code, requestId });
}

/** HTTP statuses of what cannot be read as a request at all, by Node's error code. */
const UNREADABLE: Record<string, [status: number, reason: string, detail: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "The request did not arrive in time."],
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "The headers may have 16 KiB."],
};

/** Answers bytes that are no HTTP request, one that is too slow or has too many headers, and closes the connection. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  // Without a finished handshake nothing can be sent: an answer would hold the connection open instead.
  const isHttp = error.code?.startsWith("HPE_") || error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  if (!isHttp || !socket.writable) return void socket.destroy();
  const [status, reason, detail] = UNREADABLE[error.code ?? ""] ?? [400, "Bad Request", "This is not an HTTP request."];
  const { title } = REFUSALS.request_invalid;
  const requestId = randomUUID();
  const body = encodeProblem("request_invalid", status, title, detail, requestId);
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    "connection: close",
    "cache-control: no-store",
    "content-type: application/problem+json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}

/** In: anything thrown in a route. Out: the refusal the caller gets; the cause of an unknown error stays in the log. */
export function toRefusal(error: unknown, requestId: string): Refusal {
  if (error instanceof Refusal) return error;
  const known = fromFastify(error as Partial<FastifyError>);
  if (known) return known;
  const retryAfter = RETRY_AFTER_SECONDS;
  if (isDatabaseUnavailable(error)) {
    log.warn({ requestId, reason: (error as Error).message }, "the database does not answer");
    return new Refusal("unavailable", UNAVAILABLE, { retryAfter });
  }
  log.error({ requestId, err: error }, "a request failed");
  return new Refusal("internal", FAILED);
}

function fromFastify(error: Partial<FastifyError>): Refusal | undefined {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Refusal("body_too_large", "The body may have 64 KiB.");
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") {
    return new Refusal("unsupported_media_type", "Send application/json, or application/pkcs10 to EST.");
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Refusal("request_invalid", "The request cannot be read.");
  }
  return undefined;
}
