import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { isIP, type LookupFunction, type TcpSocketConnectOpts } from "node:net";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";

export type Limits = {
  /** Milliseconds for TCP and TLS handshake together. */
  connectTimeout: number;
  /** Milliseconds from writing a request to the last byte of its answer. */
  answerTimeout: number;
  /** Bytes of an answer's body. */
  maxBytes: number;
};

export const DEFAULT_LIMITS: Limits = { connectTimeout: 10_000, answerTimeout: 30_000, maxBytes: 256 * 1024 };

/** A place to dial: the name or address (without brackets) that the certificate must carry, and where it resolved to. */
export type Endpoint = { hostname: string; port: number; addresses: LookupAddress[] };

export type HttpAnswer = { status: number; headers: IncomingHttpHeaders; body: string };

/** Nothing usable came back; `code` is the system's (ECONNREFUSED, ENOTFOUND, ETIMEDOUT …) or the TLS library's. */
export class TransportError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** An answer longer than the limit; nothing of it is used. */
export class OversizedAnswerError extends Error {}

/** tls.connect hands these on to net.connect; its types leave them out. */
type DialOptions = Pick<TcpSocketConnectOpts, "autoSelectFamily" | "autoSelectFamilyAttemptTimeout">;

function toTransportError(error: Error): TransportError {
  const code = "code" in error && typeof error.code === "string" ? error.code : "EUNKNOWN";
  return new TransportError(code, error.message || code);
}

/** Resolves a host name or address, in the order of the system's resolver. Throws TransportError. */
export async function resolveEndpoint(hostname: string, port: number): Promise<Endpoint> {
  try {
    return { hostname, port, addresses: await lookup(hostname, { all: true }) };
  } catch (error) {
    throw error instanceof Error ? toTransportError(error) : error;
  }
}

/** Answers with the addresses that were resolved once, so that both connections go to the same place. */
function fixLookup(addresses: LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else callback(null, first?.address ?? "", first?.family);
  };
}

/**
 * Opens a new TLS connection and waits until its handshake is over; `options` say what is trusted. Never resumes a session.
 * Throws TransportError. The caller destroys the socket.
 */
export function openTlsConnection(
  endpoint: Endpoint,
  options: ConnectionOptions & { rejectUnauthorized: boolean },
  limits: Limits,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const dialled: ConnectionOptions & DialOptions = {
      ...options,
      host: endpoint.hostname,
      port: endpoint.port,
      // SNI carries names only (RFC 6066 section 3); an address is matched against the SAN all the same.
      ...(isIP(endpoint.hostname) === 0 ? { servername: endpoint.hostname } : {}),
      lookup: fixLookup(endpoint.addresses),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: 2_000,
      minVersion: "TLSv1.2",
      ALPNProtocols: ["http/1.1"],
    };
    const socket = connect(dialled);
    const timer = setTimeout(() => {
      socket.destroy(new TransportError("ETIMEDOUT", "No connection in time."));
    }, limits.connectTimeout);
    const onError = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error instanceof TransportError ? error : toTransportError(error));
    };
    socket.once("error", onError);
    socket.once("secureConnect", () => {
      clearTimeout(timer);
      socket.removeListener("error", onError);
      resolve(socket);
    });
  });
}

/**
 * Sends one HTTP/1.1 request over an open connection and reads the whole answer; the connection is used up afterwards.
 * Throws TransportError when the answer does not arrive in full, OversizedAnswerError when it exceeds the limit.
 */
export function sendRequest(
  socket: TLSSocket,
  endpoint: Endpoint,
  message: { method: "GET" | "POST"; path: string; body?: string },
  limits: Limits,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const name = isIP(endpoint.hostname) === 6 ? `[${endpoint.hostname}]` : endpoint.hostname;
    const outgoing = request({
      // Without an agent the connection closes after the answer (RFC 9112 section 9.6).
      createConnection: () => socket,
      method: message.method,
      path: message.path,
      headers: {
        host: endpoint.port === 443 ? name : `${name}:${endpoint.port}`,
        accept: "application/json, application/problem+json, application/x-pem-file",
        ...(message.body === undefined
          ? {}
          : { "content-type": "application/json", "content-length": Buffer.byteLength(message.body) }),
      },
    });
    let finish: (() => void) | null = () => {
      clearTimeout(timer);
      finish = null;
      outgoing.destroy();
      socket.destroy();
    };
    const fail = (error: Error) => {
      if (!finish) return;
      finish();
      reject(
        error instanceof OversizedAnswerError || error instanceof TransportError ? error : toTransportError(error),
      );
    };
    const timer = setTimeout(() => fail(new TransportError("ETIMEDOUT", "No answer in time.")), limits.answerTimeout);
    outgoing.on("error", fail);
    outgoing.once("response", (incoming) => {
      const chunks: Buffer[] = [];
      let length = 0;
      incoming.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length > limits.maxBytes) return fail(new OversizedAnswerError("The answer is too long."));
        chunks.push(chunk);
      });
      incoming.on("error", fail);
      incoming.once("close", () => fail(new TransportError("ECONNRESET", "The answer broke off.")));
      incoming.once("end", () => {
        if (!finish || !incoming.complete) return;
        finish();
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        });
      });
    });
    outgoing.end(message.body);
  });
}
