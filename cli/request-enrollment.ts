import type { X509Certificate } from "node:crypto";
import type { ParsedKey } from "@/lib/provisioning-key/parsed-key";
import { readRetryAfter } from "./answer";
import { type Endpoint, type HttpAnswer, type Limits, sendRequest, TransportError } from "./http";
import { fetchPinnedRoot, openVerifiedConnection, RootNotServedError } from "./verify-server";

/** Time as the connector sees it; tests and simulations bring their own. */
export type Clock = { now(): Date; sleep(milliseconds: number): Promise<void> };

/** How often and how patiently one run of enroll asks. Times in milliseconds. */
export type RetryPolicy = { attempts: number; firstDelay: number; maxDelay: number };

export const DEFAULT_RETRY: RetryPolicy = { attempts: 4, firstDelay: 1_000, maxDelay: 30_000 };

export type EnrollmentRequest = {
  key: ParsedKey;
  endpoint: Endpoint;
  limits: Limits;
  retry: RetryPolicy;
  clock: Clock;
  /** 0 to 1; spreads the retries of a fleet that was started at once. */
  random: () => number;
  /** Hears the address of the first connection. */
  onConnect: (address: string) => void;
  /** Hears why and after how many milliseconds the request is sent again. */
  onRetry: (reason: string, delay: number) => void;
  /** The JSON body; called once, when the server is verified for the first time. */
  makeBody: () => Promise<string>;
};

/** The gateway's last answer and the Root it was verified by; no Root when not even that was served. */
export type EnrollmentOutcome = { answer: HttpAnswer; root: X509Certificate | null };

/** The request was sent, but its answer did not arrive: the server may or may not have enrolled us. */
class AnswerLostError extends Error {
  override readonly cause: TransportError;
  constructor(cause: TransportError) {
    super(cause.message);
    this.cause = cause;
  }
}

async function postEnrollment(
  endpoint: Endpoint,
  root: X509Certificate,
  limits: Limits,
  makeBody: () => Promise<string>,
) {
  const socket = await openVerifiedConnection(endpoint, root, limits);
  let body: string;
  try {
    body = await makeBody();
  } catch (error) {
    socket.destroy();
    throw error;
  }
  try {
    return await sendRequest(socket, endpoint, { method: "POST", path: "/v1/enroll", body }, limits);
  } catch (error) {
    throw error instanceof TransportError ? new AnswerLostError(error) : error;
  }
}

function isWorthRetrying({ status }: HttpAnswer): boolean {
  return status === 503 || status === 429;
}

/**
 * Verifies the server by the key's pin and asks it to enroll. Asks again, with the same body, after 429, 503 and lost answers, since the
 * server replays an enrollment with a known public key; a failure before anything was sent is not repeated here.
 * Throws TransportError, ServerNotVerifiedError, OversizedAnswerError and whatever `makeBody` throws.
 */
export async function requestEnrollment(request: EnrollmentRequest): Promise<EnrollmentOutcome> {
  const { key, limits, retry, clock, onConnect } = request;
  let { endpoint } = request;
  let root: X509Certificate | null = null;
  let body: Promise<string> | null = null;
  const makeBody = () => {
    body ??= request.makeBody();
    return body;
  };

  async function attempt(): Promise<HttpAnswer> {
    if (!root) {
      const verified = await fetchPinnedRoot(endpoint, key.pin, limits, onConnect);
      root = verified.root;
      endpoint = verified.endpoint;
    }
    return postEnrollment(endpoint, root, limits, makeBody);
  }

  for (let number = 1; ; number += 1) {
    const isLast = number >= retry.attempts;
    let answer: HttpAnswer | null = null;
    let reason = "The answer was lost";
    try {
      answer = await attempt();
    } catch (error) {
      if (error instanceof RootNotServedError) answer = error.answer;
      else if (!(error instanceof AnswerLostError)) throw error;
      else if (isLast) throw error.cause;
    }
    if (answer) {
      if (isLast || !isWorthRetrying(answer)) return { answer, root };
      reason = `The gateway answered ${answer.status}`;
    }
    const wanted = answer ? readRetryAfter(answer) : null;
    const backOff = retry.firstDelay * 2 ** (number - 1) * (0.5 + request.random() / 2);
    const delay = Math.min(wanted === null ? backOff : wanted * 1000, retry.maxDelay);
    request.onRetry(reason, delay);
    await clock.sleep(delay);
  }
}
