import "server-only";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Result } from "@/lib/result";

export type Failure = Extract<Result<never>, { ok: false }>["error"];

/**
 * The one place where a thrown thing becomes an answer of the portal.
 * In: what was thrown, the id of the request. Out: an AppError as it is; anything else as code "internal" with a fixed
 * sentence, its cause only in the log, under the same id.
 */
export function toFailure(error: unknown, requestId: string): Failure {
  if (error instanceof AppError) {
    if (error.cause !== undefined)
      log.warn({ requestId, code: error.code, cause: describeError(error.cause) }, "refused");
    const { code, message, fields, details } = error;
    return { code, message, fields, ...(details !== undefined && { details }), requestId };
  }
  log.error({ requestId, cause: describeError(error) }, "a request failed");
  return {
    code: "internal",
    message: "Something went wrong on the server. Nothing was changed; the log tells more under this request id.",
    fields: {},
    requestId,
  };
}

/** In: anything thrown. Out: kind, reason and place, without the arguments that database errors quote. */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const lines = error.message.split("\n").filter((line) => line.trim() !== "");
  const code: unknown = Reflect.get(error, "code");
  return {
    kind: error.name,
    ...(typeof code === "string" && { code }),
    // Prisma quotes the whole call, values included, and says what is wrong with it in the last line.
    reason: lines.at(error.name.startsWith("PrismaClient") ? -1 : 0)?.slice(0, 500) ?? "",
    at: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  };
}
