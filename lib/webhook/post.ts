import "server-only";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { isIP } from "node:net";
import { rootCertificates } from "node:tls";
import { readHost, WebhookError } from "@/lib/webhook/resolve-target";

/** From the first packet to the last byte that is read. */
export const ATTEMPT_MS = 10_000;
/** What of an answer is read; what is beyond it stays unread. */
const MOST_READ = 4_096;
const MOST_KEPT = 500;

type Post = {
  url: URL;
  /** Checked addresses of its host. */
  addresses: readonly string[];
  headers: Record<string, string>;
  body: string;
  /** PEM of a further authority. */
  trustedCa: string | null;
  timeoutMs?: number | undefined;
};

export type Answer = { status: number; retryAfter: string | undefined; text: string; address: string };

/**
 * Posts a message to one of the addresses, by TLS with the name of the URL checked; the next address is tried only where no connection
 * came about. Redirects are answers like others: nothing is followed. In: what and whereto. Out: the answer, whatever its status.
 * Throws WebhookError.
 */
export async function postMessage(post: Post): Promise<Answer> {
  const signal = AbortSignal.timeout(post.timeoutMs ?? ATTEMPT_MS);
  let failure: WebhookError | undefined;
  for (const address of post.addresses) {
    try {
      return await postTo(address, post, signal);
    } catch (error) {
      failure = explain(error, address, signal);
      if (!isUnreachable(error) || signal.aborted) break;
    }
  }
  throw failure ?? new WebhookError("There is no address to send to.");
}

function postTo(address: string, { url, headers, body, trustedCa }: Post, signal: AbortSignal): Promise<Answer> {
  const name = readHost(url);
  return new Promise((resolve, reject) => {
    const call = request(
      {
        // An address, so that nothing is looked up again; the name is for TLS and the receiver.
        host: address,
        ...(isIP(name) === 0 && { servername: name }),
        port: url.port === "" ? 443 : Number(url.port),
        method: "POST",
        path: url.pathname + url.search,
        headers: {
          ...headers,
          host: url.host,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Latchkey-Webhook/1",
          accept: "*/*",
        },
        agent: false,
        // Said aloud, so that no variable of the environment switches it off.
        rejectUnauthorized: true,
        minVersion: "TLSv1.2",
        maxHeaderSize: 16 * 1024,
        signal,
        ...(trustedCa !== null && { ca: [...rootCertificates, trustedCa] }),
      },
      (answer) => {
        readSome(answer).then((text) => {
          resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers["retry-after"], text, address });
          call.destroy();
        }, reject);
      },
    );
    call.on("error", reject);
    call.end(body);
  });
}

/** The beginning of an answer, as text of one line. */
function readSome(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const toText = () =>
    Buffer.concat(chunks)
      .toString("utf8")
      .replace(/[\p{C}\s]+/gu, " ")
      .trim()
      .slice(0, MOST_KEPT);
  return new Promise((resolve, reject) => {
    answer.on("data", (chunk: Buffer) => {
      chunks.push(chunk.subarray(0, MOST_READ - size));
      size += chunk.length;
      if (size >= MOST_READ) resolve(toText());
    });
    answer.on("end", () => resolve(toText()));
    answer.on("error", reject);
  });
}

const UNREACHABLE = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"]);
const isUnreachable = (error: unknown) => UNREACHABLE.has((error as NodeJS.ErrnoException).code ?? "");

function explain(error: unknown, address: string, signal: AbortSignal): WebhookError {
  if (signal.aborted) return new WebhookError("There was no complete answer in time.", address);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ECONNREFUSED") return new WebhookError("The receiver does not accept connections.", address);
  if (code === "ECONNRESET") return new WebhookError("The receiver closed the connection without an answer.", address);
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return new WebhookError("The receiver’s certificate is for another name.", address);
  if (code && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return new WebhookError(`The receiver’s certificate is not trusted (${code}).`, address);
  }
  return new WebhookError(`The receiver could not be reached (${code ?? message}).`, address);
}
