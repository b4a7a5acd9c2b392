import "server-only";
import { unstable_rethrow } from "next/navigation";
import { currentActor } from "@/lib/auth/current-actor";
import { env } from "@/lib/env";
import { AppError, ERROR_STATUS } from "@/lib/errors";
import { isSameOrigin } from "@/lib/http/origin";
import { type Failure, toFailure } from "@/lib/http/to-failure";
import type { UserActor } from "@/lib/services/actor";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * The door of route handlers, as `action` is that of server actions: origin, actor, verb, answer.
 * In: what to do for a signed-in user: it answers a Response or plain data. Out: the handler. Errors are answered as
 * application/problem+json (RFC 9457) with code and requestId; nothing is ever stored by a cache.
 */
export function route<Context>(handle: (actor: UserActor, request: Request, context: Context) => Promise<unknown>) {
  return async (request: Request, context: Context): Promise<Response> => {
    let requestId: string = crypto.randomUUID();
    try {
      if (!READS.has(request.method) && !isSameOrigin(request.headers, env.APP_URL)) {
        throw new AppError("forbidden", "This request does not come from a page of this portal.");
      }
      const actor = await currentActor();
      requestId = actor.requestId;
      if (actor.kind !== "user") throw new AppError("unauthenticated", "Sign in to go on.");
      const answer = await handle(actor, request, context);
      return uncached(answer instanceof Response ? answer : Response.json(answer ?? null));
    } catch (error) {
      unstable_rethrow(error);
      return uncached(toProblem(toFailure(error, requestId)));
    }
  };
}

function toProblem({ code, message, fields, details, requestId }: Failure): Response {
  const status = ERROR_STATUS[code];
  const retryAfter = status === 503 ? 5 : retryAfterOf(details);
  return Response.json(
    { type: "about:blank", title: code.replaceAll("_", " "), status, detail: message, code, fields, requestId },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
      },
    },
  );
}

function retryAfterOf(details: unknown): number | undefined {
  const seconds: unknown = typeof details === "object" && details !== null && Reflect.get(details, "retryAfter");
  return typeof seconds === "number" ? seconds : undefined;
}

function uncached(response: Response): Response {
  response.headers.set("cache-control", "no-store");
  return response;
}
