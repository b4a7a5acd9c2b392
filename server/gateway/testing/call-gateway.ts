import type { KeyObject } from "node:crypto";
import { request } from "node:https";

/** What a client proves itself with: certificate (PEM) and private key. */
export type ClientIdentity = { certificate: string; privateKey: KeyObject };

export type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: Record<string, unknown>;
};

/**
 * Sends one request to a gateway on this machine over its own connection, as a connector does.
 * In: port, the Root that is trusted, and the request; a string body is sent as it is; a client presents its certificate
 * where one is given. Out: the answer.
 */
export function callGateway(
  target: { port: number; ca: string },
  call: {
    method?: string;
    path: string;
    body?: unknown;
    headers?: Record<string, string>;
    client?: ClientIdentity;
    bytes?: boolean;
  },
): Promise<Answer> {
  const raw =
    call.body === undefined ? undefined : typeof call.body === "string" ? call.body : JSON.stringify(call.body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        servername: "localhost",
        port: target.port,
        ca: target.ca,
        ...(call.client && {
          cert: call.client.certificate,
          key: call.client.privateKey.export({ type: "pkcs8", format: "pem" }),
        }),
        agent: false,
        method: call.method ?? (raw === undefined ? "GET" : "POST"),
        path: call.path,
        headers: { ...(raw === undefined ? {} : { "content-type": "application/json" }), ...call.headers },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () => {
          const text = Buffer.concat(chunks).toString(call.bytes ? "latin1" : "utf8");
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parse(text) });
        });
        incoming.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(raw);
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
