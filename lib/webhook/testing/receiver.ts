import "server-only";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createRoot } from "@/lib/pki/create-root";
import { generateKey } from "@/lib/pki/generate-key";
import { issueServerCertificate } from "@/lib/pki/issue-server-certificate";
import { newSerial } from "@/lib/pki/new-serial";
import { derToPem } from "@/lib/pki/pem";

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };

/** A receiver of webhook messages on loopback, under an authority of its own, with what it received and how it answers. */
export type Receiver = {
  port: number;
  /** PEM of its authority. */
  authority: string;
  received: Received[];
  /** Answers each message from now on. */
  answer: (respond: (response: ServerResponse, message: Received) => void) => void;
  close: () => Promise<void>;
};

/** In: the names and addresses its certificate is for. Out: a receiver that answers 204. Close it. */
export async function startReceiver(dnsNames: string[], ipAddresses: string[] = []): Promise<Receiver> {
  const [notBefore, notAfter] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)].map(
    (at) => new Date(Math.floor(at.getTime() / 1000) * 1000),
  ) as [Date, Date];
  const validity = { notBefore, notAfter };
  const [rootKey, key] = await Promise.all([generateKey("ecdsa-p256"), generateKey("ecdsa-p256")]);
  const root = createRoot({ ...validity, privateKey: rootKey.privateKey, commonName: "Receiver", serial: newSerial() });
  const certificate = issueServerCertificate({
    ...validity,
    issuer: { certificateDer: root, privateKey: rootKey.privateKey },
    spkiDer: key.publicKey.export({ format: "der", type: "spki" }),
    dnsNames,
    ipAddresses,
    serial: newSerial(),
  });
  const received: Received[] = [];
  let respond = (response: ServerResponse, _message: Received) => {
    response.writeHead(204).end();
  };
  const server = createServer(
    {
      key: key.privateKey.export({ format: "pem", type: "pkcs8" }),
      cert: derToPem("CERTIFICATE", certificate) + derToPem("CERTIFICATE", root),
    },
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const message = {
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      received.push(message);
      respond(response, message);
    },
  );
  // A client that refuses the certificate is no failure of the receiver.
  server.on("tlsClientError", () => {});
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    authority: derToPem("CERTIFICATE", root),
    received,
    answer: (next) => {
      respond = next;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
