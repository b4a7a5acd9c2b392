import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "@/lib/enrollment/codes";
import { completeKey } from "@/lib/enrollment/complete-key";
import { enroll } from "@/lib/enrollment/enroll";
import { requireCertificate } from "@/lib/enrollment/judge-connector";
import { renew } from "@/lib/enrollment/renew";
import { readTrustChain } from "@/lib/enrollment/trust-chain";
import { createCertsOnly } from "@/lib/pki/create-certs-only";
import { derToPem, pemToDer } from "@/lib/pki/pem";
import type { FailureLimit } from "@/server/gateway/failure-limit";
import { guardRoute, readClientCertificate } from "@/server/gateway/guard";
import { sendProblem } from "@/server/gateway/problem";

const BASE = "/.well-known/est";
const CHALLENGE = 'Basic realm="Latchkey", charset="UTF-8"';
/** Common clients read an answer from one TLS record: 14 KB with its headers. */
const LARGEST_ANSWER = 12_800;
/** An empty CsrAttrs: nothing is asked of a CSR, since subject, names and extensions are the server's choice. */
const NO_ATTRIBUTES = Buffer.from([0x30, 0x00]);
const DER_SEQUENCE = 0x30;

/**
 * Enrollment over Secure Transport (RFC 7030) for clients that know nothing of us: the same enrollment and renewal as
 * /v1/enroll and /v1/renew, with PKCS#10 in and PKCS#7 out, both in base64.
 */
export function addEstRoutes(app: FastifyInstance, failures: FailureLimit): void {
  void app.register((est, _options, done) => {
    est.removeAllContentTypeParsers();
    est.addContentTypeParser("application/pkcs10", { parseAs: "buffer" }, (_request, body, parsed) =>
      parsed(null, body),
    );

    est.get(`${BASE}/cacerts`, async (_request, reply) => sendCertificates(reply, pickTrusted(await readTrustChain())));

    est.get(`${BASE}/csrattrs`, async (_request, reply) => sendBase64(reply, "application/csrattrs", NO_ATTRIBUTES));

    est.post(`${BASE}/simpleenroll`, async (request, reply) => {
      const password = readPassword(request);
      // Clients ask without credentials first: that is no failed attempt.
      if (password === undefined) return askForPassword(request, reply);
      const route = { request, reply, failures, action: "enrollment.refused", challenge: CHALLENGE } as const;
      return await guardRoute(route, async ({ caller, onTarget }) => {
        const provisioningKey = await completeKey(password);
        const answer = await enroll({ provisioningKey, csr: readRequest(request) }, caller, onTarget);
        if (answer.state === "active") return sendCertificate(reply, answer.certificate);
        return reply
          .code(202)
          .header("cache-control", "no-store")
          .header("retry-after", String(answer.retryAfter))
          .type("text/plain; charset=utf-8")
          .send("This connector waits for the approval of an administrator.\n");
      });
    });

    est.post(`${BASE}/simplereenroll`, async (request, reply) =>
      guardRoute({ request, reply, failures, action: "connector.refused" }, async ({ caller, onTarget }) => {
        const certificate = requireCertificate(readClientCertificate(request));
        const answer = await renew(certificate, { csr: readRequest(request) }, caller, onTarget);
        return sendCertificate(reply, answer.certificate);
      }),
    );
    done();
  });
}

/** The certificates that fit into one answer: the Root, then those that keys use. */
function pickTrusted(certificates: Buffer[]): Buffer[] {
  let length = 0;
  return certificates.filter(({ length: own }) => {
    length += Math.ceil((own * 4) / 3);
    return length <= LARGEST_ANSWER;
  });
}

function sendCertificate(reply: FastifyReply, pem: string): FastifyReply {
  reply.header("cache-control", "no-store");
  return sendCertificates(reply, [pemToDer(pem, "CERTIFICATE")]);
}

function sendCertificates(reply: FastifyReply, certificates: Buffer[]): FastifyReply {
  return sendBase64(reply, "application/pkcs7-mime; smime-type=certs-only", createCertsOnly(certificates));
}

/** One line of base64 with its length in the headers: some clients read neither chunks nor wrapped lines. */
function sendBase64(reply: FastifyReply, type: string, der: Buffer): FastifyReply {
  return reply
    .type(type)
    .header("content-transfer-encoding", "base64")
    .send(Buffer.from(der.toString("base64")));
}

/** The CSR as text: base64 in one line or wrapped, or PEM; DER is taken too. */
function readRequest(request: FastifyRequest): string {
  const body = request.body;
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw new Refusal("request_invalid", "The body must be a PKCS#10 CSR.");
  return body[0] === DER_SEQUENCE ? derToPem("CERTIFICATE REQUEST", body) : body.toString("latin1");
}

/** The password of HTTP Basic (RFC 7617); the user name may be any. Undefined when there is none. */
function readPassword(request: FastifyRequest): string | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(request.headers.authorization ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const credentials = Buffer.from(encoded, "base64").toString("utf8");
  const colon = credentials.indexOf(":");
  const password = colon < 0 ? "" : credentials.slice(colon + 1);
  return password === "" ? undefined : password;
}

function askForPassword(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header("www-authenticate", CHALLENGE);
  const detail = "Send the provisioning key, or its third field, as the password of HTTP Basic; any user name does.";
  return sendProblem(request, reply, new Refusal("key_unknown", detail));
}
