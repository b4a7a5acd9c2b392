import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { generateKey, type KeyPair } from "@/lib/pki/generate-key";
import { issueConnectorCertificate } from "@/lib/pki/issue-connector-certificate";
import { issueServerCertificate, type ServerCertificateInput } from "@/lib/pki/issue-server-certificate";
import { newSerial } from "@/lib/pki/new-serial";
import { derToPem } from "@/lib/pki/pem";
import {
  addDays,
  CONNECTOR_ID,
  CRL_URL,
  makeAuthorities,
  openWorkshop,
  ROOT_CRL_URL,
  TENANT_ID,
} from "@/lib/pki/test-support";

// Key generation and thousands of inputs take long on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const spki = (key: KeyObject) => key.export({ format: "der", type: "spki" });
const toPem = (der: Uint8Array) => derToPem("CERTIFICATE", der);
const toKeyPem = (key: KeyObject) => key.export({ format: "pem", type: "pkcs8" });

let authorities: Awaited<ReturnType<typeof makeAuthorities>>;
let server: KeyPair;
beforeAll(async () => {
  authorities = await makeAuthorities("ecdsa-p256", "ecdsa-p256");
  server = await generateKey("ecdsa-p256");
});

function issue(changes: Partial<ServerCertificateInput> = {}): Buffer {
  return issueServerCertificate({
    issuer: authorities.root,
    spkiDer: spki(server.publicKey),
    dnsNames: ["localhost", "Enroll.Example.com"],
    ipAddresses: ["127.0.0.1", "::1", "2001:db8::7"],
    serial: newSerial(),
    notBefore: addDays(-0.01),
    notAfter: addDays(90),
    ...changes,
  });
}

describe("issueServerCertificate", () => {
  it("is a server certificate for openssl and matches its names and addresses", () => {
    workshop.writeCertificate("root.pem", authorities.root.certificateDer);
    workshop.writeCertificate("server.pem", issue());
    const verify = (...args: string[]) =>
      workshop.run("verify", "-x509_strict", "-CAfile", "root.pem", ...args, "server.pem");
    expect(verify("-purpose", "sslserver").output).toBe("server.pem: OK\n");
    expect(verify("-verify_hostname", "enroll.example.com").status).toBe(0);
    expect(verify("-verify_ip", "127.0.0.1").status).toBe(0);
    expect(verify("-verify_ip", "2001:db8::7").status).toBe(0);
    expect(verify("-verify_hostname", "example.com").output).toContain("hostname mismatch");
    expect(verify("-verify_ip", "127.0.0.2").output).toContain("IP address mismatch");
    expect(verify("-purpose", "sslclient").output).toContain("unsuitable certificate purpose");
  });

  it("has the documented extensions", () => {
    const certificate = new X509Certificate(
      issue({ crlUrl: ROOT_CRL_URL, dnsNames: ["a.example", "*.b.example", "A.example"] }),
    );
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(certificate.subject).toBe("CN=a.example");
    expect(certificate.subjectAltName).toBe(
      "DNS:a.example, DNS:*.b.example, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:2001:DB8:0:0:0:0:0:7",
    );
    expect(certificate.checkHost("x.b.example")).toBe("*.b.example");
    workshop.write("server.der", certificate.raw);
    const text = workshop.openssl("x509", "-inform", "DER", "-in", "server.der", "-noout", "-text");
    expect(text).toContain(`URI:${ROOT_CRL_URL}`);
    expect(text).toMatch(/Key Usage: critical\n +Digital Signature\n/);
    workshop.write("plain.der", issue());
    expect(workshop.openssl("x509", "-inform", "DER", "-in", "plain.der", "-noout", "-text")).not.toContain(
      "CRL Distribution",
    );
  });

  it("serves an address alone and a name too long for a common name", () => {
    expect(new X509Certificate(issue({ dnsNames: [] })).subject).toBe("CN=127.0.0.1");
    const long = `${"a".repeat(63)}.example.com`;
    const certificate = new X509Certificate(issue({ dnsNames: [long], ipAddresses: [] }));
    expect(certificate.subject).toBe("CN=Enrollment gateway");
    expect(certificate.checkHost(long)).toBe(long);
  });

  it.each([
    ["no name at all", { dnsNames: [], ipAddresses: [] }],
    ["an empty name", { dnsNames: [""] }],
    ["a trailing dot", { dnsNames: ["a.example."] }],
    ["a port", { dnsNames: ["a.example:8443"] }],
    ["a label over 63 characters", { dnsNames: [`${"a".repeat(64)}.example`] }],
    ["a name over 253 characters", { dnsNames: [Array(64).fill("abc").join(".")] }],
    ["a star inside", { dnsNames: ["a.*.example"] }],
    ["a bare star", { dnsNames: ["*"] }],
    ["a NUL byte", { dnsNames: ["a.example\0.evil.example"] }],
    ["a name outside ASCII", { dnsNames: ["bücher.example"] }],
    ["an address as a name", { dnsNames: ["10.0.0.1"] }],
    ["a name as an address", { ipAddresses: ["localhost"] }],
    ["a network as an address", { ipAddresses: ["10.0.0.0/8"] }],
    ["an address with a zone", { ipAddresses: ["fe80::1%eth0"] }],
  ])("refuses %s", (_, changes) => {
    expect(() => issue(changes)).toThrow(expect.objectContaining({ code: "name_invalid" }));
  });
});

describe("a TLS connection", () => {
  it("authenticates both sides with what is issued here", async () => {
    const connector = await generateKey("ecdsa-p256");
    const clientCertificate = issueConnectorCertificate({
      issuer: authorities.issuing,
      spkiDer: spki(connector.publicKey),
      connectorId: CONNECTOR_ID,
      tenantId: TENANT_ID,
      serial: newSerial(),
      notBefore: addDays(-0.01),
      notAfter: addDays(1),
      crlUrl: CRL_URL,
    });
    const listener = createServer({
      cert: toPem(issue()),
      key: toKeyPem(server.privateKey),
      ca: [toPem(authorities.root.certificateDer), toPem(authorities.issuing.certificateDer)],
      requestCert: true,
    });
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    const { port } = listener.address() as AddressInfo;
    const accepted: Promise<TLSSocket[]> = once(listener, "secureConnection");
    const client = connect({
      host: "127.0.0.1",
      port,
      servername: "localhost",
      ca: toPem(authorities.root.certificateDer),
      cert: toPem(clientCertificate),
      key: toKeyPem(connector.privateKey),
    });
    const [[socket]] = await Promise.all([accepted, once(client, "secureConnect")]);
    expect(client.authorized).toBe(true);
    expect(socket?.authorized).toBe(true);
    expect(socket?.getPeerX509Certificate()?.publicKey.equals(createPublicKey(connector.privateKey))).toBe(true);
    client.destroy();
    socket?.destroy();
    listener.close();
    await once(listener, "close");
  });
});
