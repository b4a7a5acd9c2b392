import type { X509Certificate } from "node:crypto";
import type { ServerResponse } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { type Authority, issueConnector, type ServerIdentity } from "./pki";

/** A request that a test's gateway received. */
export type ReceivedRequest = {
  method: string;
  path: string;
  body: string;
  /** The client certificate of the connection, if it was asked for and presented. */
  client: X509Certificate | undefined;
};

/** Answers a request for enrollment. */
export type EnrollHandler = (request: ReceivedRequest, response: ServerResponse) => void | Promise<void>;

export type TestServer = {
  port: number;
  /** Number of TCP connections so far. */
  connections: () => number;
  close: () => Promise<void>;
};

async function listen(server: Server): Promise<TestServer> {
  let connections = 0;
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Writes a JSON answer. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  const type = status < 300 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "content-type": type, ...headers }).end(JSON.stringify(body));
}

/** Writes a refusal as the gateway does. */
export function sendProblem(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  const problem = { type: "about:blank", title: code, status, detail: `Detail of ${code}.`, code, requestId: "req-1" };
  sendJson(response, status, problem, headers);
}

/**
 * A gateway over HTTPS: serves `chain` at /v1/ca and hands POST /v1/enroll to `enroll`; keeps what it received.
 */
export async function startGateway(options: {
  identity: ServerIdentity;
  chain: string;
  enroll: EnrollHandler;
  tls?: ServerOptions;
}): Promise<TestServer & { requests: ReceivedRequest[] }> {
  const requests: ReceivedRequest[] = [];
  const server = createServer({ ...options.identity, ...options.tls }, async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const request = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      body: Buffer.concat(chunks).toString("utf8"),
      client: (incoming.socket as TLSSocket).getPeerX509Certificate(),
    };
    requests.push(request);
    if (request.path === "/v1/ca")
      response.writeHead(200, { "content-type": "application/x-pem-file" }).end(options.chain);
    else await options.enroll(request, response);
  });
  return { ...(await listen(server)), requests };
}

/**
 * A server that answers GET /v1/ca with `chain` and otherwise only listens, whatever it presents itself as. `received` holds the
 * decrypted bytes of each connection whose handshake finished, so that a test sees everything that could have leaked.
 */
export async function startImpostor(
  identity: ServerIdentity,
  chain: string,
): Promise<TestServer & { received: () => string[] }> {
  const streams: { text: string }[] = [];
  const server = createTlsServer(identity, (socket) => {
    const stream = { text: "" };
    streams.push(stream);
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      stream.text += chunk.toString("latin1");
      if (!stream.text.endsWith("\r\n\r\n")) return;
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(chain)}\r\nConnection: close\r\n\r\n${chain}`);
    });
  });
  server.on("tlsClientError", () => {});
  return { ...(await listen(server)), received: () => streams.map((stream) => stream.text) };
}

/** Enrolls every CSR under `issuer` and answers as the gateway does. */
export function enrollUnder(issuer: Authority, chain: Authority[]): EnrollHandler {
  return (request, response) => {
    const { csr } = JSON.parse(request.body);
    sendJson(response, 200, describeEnrollment(issuer, chain, csr));
  };
}

/** The body of a successful enrollment of a CSR. */
export function describeEnrollment(issuer: Authority, chain: Authority[], csr: string) {
  return {
    connectorId: "0192f0c1-2222-7333-8444-555566667777",
    connectorName: "AWS Oregon-1",
    state: "active",
    group: { id: "0192f0c1-aaaa-7bbb-8ccc-ddddeeeeffff", name: "AWS Oregon" },
    certificate: issueConnector(issuer, csr),
    chain: chain.map(({ pem }) => pem).join(""),
    serialNumber: "01",
    notBefore: new Date().toISOString(),
    notAfter: new Date().toISOString(),
    renewAfter: new Date().toISOString(),
    replayed: false,
  };
}
