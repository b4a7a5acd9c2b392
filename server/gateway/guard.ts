import type { TLSSocket } from "node:tls";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { Refusal } from "@/lib/enrollment/codes";
import { countRefusal } from "@/lib/enrollment/count-refusals";
import type { Caller } from "@/lib/enrollment/enroll";
import { type RefusedAction, type RefusedTarget, recordRefusal } from "@/lib/enrollment/record-refusal";
import { log } from "@/lib/log";
import { redactProvisioningKeys } from "@/lib/provisioning-key/pattern";
import { plainAddress } from "@/server/gateway/address";
import type { FailureLimit } from "@/server/gateway/failure-limit";
import { sendProblem, toRefusal } from "@/server/gateway/problem";

/** Refusals that say something about a key or a connector; the rest is noise of a public listener. */
const AUDITED_STATUS = new Set([400, 401, 403, 409, 422]);

export type Guarded = { caller: Caller; onTarget: (target: RefusedTarget) => void };

/**
 * Runs the work of a route that takes credentials: the address's failures are looked at first; a refusal is counted and
 * audited. In: the request, what a refusal is called in the audit log, the work. Out: the reply, sent.
 */
export async function guardRoute(
  { request, reply, failures, action, challenge }: Route,
  work: (guarded: Guarded) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const caller: Caller = { ...describeSender(request), requestId: request.id };
  let target: RefusedTarget | undefined;
  const onTarget = (found: RefusedTarget) => {
    target = found;
  };
  try {
    await failures.refuseIfReached(caller.ip);
    return await work({ caller, onTarget });
  } catch (error) {
    const refusal = toRefusal(error, request.id);
    if (refusal.status === 400 || refusal.status === 401) await failures.count(caller.ip);
    if (AUDITED_STATUS.has(refusal.status)) {
      if (target) countRefusal(target, refusal.code, caller.ip);
      await audit(action, refusal, target, caller);
    }
    if (challenge !== undefined && refusal.status === 401) reply.header("www-authenticate", challenge);
    return sendProblem(request, reply, refusal);
  }
}

export type Route = {
  request: FastifyRequest;
  reply: FastifyReply;
  failures: FailureLimit;
  action: RefusedAction;
  /** WWW-Authenticate of a 401 (RFC 9110 section 11.6.1). */
  challenge?: string;
};

/** In: schema and body. Out: the parsed body. Throws Refusal `request_invalid`. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // A name that is not ours may hold anything, so it is not repeated.
  if (issue?.code === "unrecognized_keys")
    throw new Refusal("request_invalid", "The body has a field that is unknown.");
  throw new Refusal("request_invalid", `${issue?.path.join(".") || "The body"}: ${issue?.message ?? "is not valid"}.`);
}

/** The client certificate of the connection, DER; its private key was proven in the handshake. Undefined when none was presented. */
export function readClientCertificate(request: FastifyRequest): Buffer | undefined {
  return (request.raw.socket as TLSSocket).getPeerX509Certificate()?.raw;
}

/** Who sent a request, fit for audit rows: IPv4 never written inside IPv6, and no key that got into the User-Agent. */
function describeSender(request: FastifyRequest): Pick<Caller, "ip" | "userAgent"> {
  const userAgent = request.headers["user-agent"];
  return {
    ip: plainAddress(request.ip),
    userAgent: userAgent === undefined ? undefined : redactProvisioningKeys(userAgent),
  };
}

/** A refusal changes nothing, so a log that cannot be written does not turn it into another answer. */
async function audit(
  action: RefusedAction,
  refusal: Refusal,
  target: RefusedTarget | undefined,
  caller: Caller,
): Promise<void> {
  try {
    await recordRefusal(action, refusal.code, target, caller);
  } catch (error) {
    const { requestId } = caller;
    log.warn({ requestId, code: refusal.code, reason: (error as Error).message }, "a refusal was not audited");
  }
}
