import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkCaChain } from "@/lib/pki/check-ca-chain";
import { createCaCsr } from "@/lib/pki/create-ca-csr";
import { generateKey, KEY_ALGORITHMS } from "@/lib/pki/generate-key";
import { inspectCertificate } from "@/lib/pki/inspect-certificate";
import { derToPem, pemToDer } from "@/lib/pki/pem";
import { hashKeySpki } from "@/lib/pki/spki";
import { openWorkshop } from "@/lib/pki/test-support";

const shop = openWorkshop();
afterAll(() => shop.remove());

const CA = "basicConstraints=critical,CA:TRUE";
const SIGN = "keyUsage=critical,keyCertSign,cRLSign";
const DAYS = 86_400_000;
const now = new Date();
let own: Uint8Array;

/** Signs `name`.csr under `issuer` with the given extensions; puts `name`.pem there. Out: DER. */
function sign(name: string, csr: string, issuer: string, extensions: string[], ...more: string[]): Buffer {
  shop.write(`${name}.ext`, extensions.join("\n"));
  const under = ["-CA", `${issuer}.pem`, "-CAkey", `${issuer}.key`, "-CAcreateserial", "-extfile", `${name}.ext`];
  const days = more.includes("-days") ? [] : ["-days", "300"];
  shop.openssl("x509", "-req", "-in", csr, ...under, "-out", `${name}.pem`, ...days, ...more);
  return read(name);
}

function read(name: string): Buffer {
  return pemToDer(shop.read(`${name}.pem`).toString(), "CERTIFICATE");
}

function makeCa(
  name: string,
  subject: string,
  issuer: string | null,
  extensions = [CA, SIGN],
  ...more: string[]
): void {
  shop.openssl(
    "req",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    `${name}.key`,
    "-out",
    `${name}.req`,
    "-subj",
    subject,
  );
  if (issuer) sign(name, `${name}.req`, issuer, extensions, "-days", "900", ...more);
  else {
    const own = ["-x509", "-key", `${name}.key`, "-out", `${name}.pem`, "-days", "3000", "-subj", subject];
    shop.openssl("req", ...own, ...extensions.flatMap((extension) => ["-addext", extension]));
  }
}

beforeAll(async () => {
  const { privateKey } = await generateKey("ecdsa-p256");
  own = hashKeySpki(privateKey);
  shop.write("own.csr", derToPem("CERTIFICATE REQUEST", createCaCsr({ privateKey, commonName: "Halden Connectors" })));
  // The default configuration of `req -x509` says CA:TRUE already.
  makeCa("root", "/O=Halden/CN=Halden Root", null, [SIGN]);
  makeCa("issuing", "/O=Halden/CN=Halden Issuing", "root");
  makeCa("tight", "/CN=Tight", "root", [`${CA},pathlen:0`, SIGN]);
  makeCa("foreign", "/CN=Foreign Root", null, [SIGN]);
  makeCa("servers", "/CN=Servers only", "root", [CA, SIGN, "extendedKeyUsage=serverAuth"]);
  makeCa("sha1", "/CN=Old", "root", [CA, SIGN], "-sha1");
}, 60_000);

const judge = (certificates: Uint8Array[], given: { known?: Uint8Array[]; now?: Date } = {}) =>
  checkCaChain({ certificates, spkiSha256: own, known: given.known ?? [], now: given.now ?? new Date() });

describe("createCaCsr", () => {
  test.each(KEY_ALGORITHMS)(
    "openssl verifies a CSR with %s and reads the subject and the requested extensions",
    async (algorithm) => {
      const { privateKey } = await generateKey(algorithm);
      const subject = {
        commonName: "Häuser CA",
        organization: "Halden",
        organizationalUnit: "IT",
        locality: "Oslo",
        state: "Oslo",
        country: "NO",
      };
      shop.write("x.csr", derToPem("CERTIFICATE REQUEST", createCaCsr({ ...subject, privateKey })));
      expect(shop.openssl("req", "-in", "x.csr", "-verify", "-noout")).toContain("verify OK");
      const text = shop.openssl("req", "-in", "x.csr", "-noout", "-text", "-nameopt", "oneline,utf8,-esc_msb");
      expect(text).toContain("C = NO, ST = Oslo, L = Oslo, O = Halden, OU = IT, CN = Häuser CA");
      expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE/);
      expect(text).toContain("Certificate Sign, CRL Sign");
    },
  );
});

describe("checkCaChain", () => {
  test("accepts a chain in order, and completes one whose issuers are known; openssl verifies what is put together", () => {
    const certificate = sign("good", "own.csr", "issuing", [CA, SIGN]);
    const whole = judge([certificate, read("issuing"), read("root")]);
    const completed = judge([certificate], { known: [read("root"), read("issuing"), read("foreign")] });
    expect(whole.above.map(({ label }) => label)).toEqual(["Halden Issuing", "Halden Root"]);
    expect(completed.above.map(({ label }) => label)).toEqual(["Halden Issuing", "Halden Root"]);
    shop.write("above.pem", whole.above.map(({ der }) => derToPem("CERTIFICATE", der)).join(""));
    const verified = shop.openssl(
      "verify",
      "-x509_strict",
      "-CAfile",
      "root.pem",
      "-untrusted",
      "above.pem",
      "good.pem",
    );
    expect(verified).toContain("good.pem: OK");
  });

  test("says what openssl says of a certificate signed outside", () => {
    const certificate = sign("text", "own.csr", "issuing", [
      CA,
      SIGN,
      "subjectKeyIdentifier=hash",
      "crlDistributionPoints=URI:http://crl.example.com/a.crl",
    ]);
    const found = inspectCertificate(certificate);
    const text = shop.openssl("x509", "-in", "text.pem", "-noout", "-text", "-nameopt", "oneline");
    const print = (...args: string[]) => shop.openssl("x509", "-in", "text.pem", "-noout", ...args);
    expect(print("-fingerprint", "-sha256")).toContain(found.fingerprintSha256);
    expect(print("-fingerprint", "-sha1")).toContain(found.fingerprintSha1);
    expect(print("-serial").trim()).toBe(`serial=${found.serial.replaceAll(":", "")}`);
    expect(text).toContain(`Signature Algorithm: ${found.signatureAlgorithm}`);
    expect(text).toContain(`Issuer: ${found.issuer.map(({ type, value }) => `${type} = ${value}`).join(", ")}`);
    for (const { values } of found.extensions) for (const value of values) expect(text).toContain(value);
    expect(found.keyAlgorithm).toBe("ECDSA P-256");
  });

  test("explains each order mistake and what is missing", () => {
    const certificate = sign("order", "own.csr", "issuing", [CA, SIGN]);
    const [issuing, root, foreign] = [read("issuing"), read("root"), read("foreign")];
    expect(() => judge([issuing, root, certificate])).toThrow(
      'wrong order: "Halden Connectors", the certificate for this request, is number 3',
    );
    expect(() => judge([certificate, root, issuing])).toThrow(
      'must be followed by its issuer "Halden Issuing", which is number 3',
    );
    expect(() => judge([certificate])).toThrow(
      'incomplete: the issuer of "Halden Connectors", "Halden Issuing", is missing',
    );
    expect(() => judge([certificate, issuing])).toThrow('the issuer of "Halden Issuing", "Halden Root", is missing');
    expect(() => judge([certificate, issuing, root, foreign])).toThrow(
      '"Foreign Root" (number 4) comes after the root',
    );
    expect(() => judge([certificate, issuing, issuing, root])).toThrow("Certificates 2 and 3 are the same");
    expect(() => judge([issuing, root])).toThrow("is for another key than this request's");
  });

  test("a certificate of the issuer's name with another key is not the issuer", () => {
    makeCa("impostor", "/O=Halden/CN=Halden Issuing", "root");
    const certificate = sign("forged", "own.csr", "issuing", [CA, SIGN]);
    expect(() => judge([certificate, read("impostor"), read("root")])).toThrow(
      "that certificate's key did not sign it",
    );
  });

  test.each<[string, () => Uint8Array[], string]>([
    [
      "a leaf",
      () => [sign("leaf", "own.csr", "root", ["basicConstraints=CA:FALSE"]), read("root")],
      "is not a CA certificate: it is a leaf",
    ],
    [
      "no keyCertSign",
      () => [sign("nosign", "own.csr", "root", [CA, "keyUsage=cRLSign"]), read("root")],
      "lacks Certificate Sign",
    ],
    [
      "no cRLSign",
      () => [sign("nocrl", "own.csr", "root", [CA, "keyUsage=keyCertSign"]), read("root")],
      "lacks CRL Sign",
    ],
    [
      "a path length",
      () => [sign("deep", "own.csr", "tight", [CA, SIGN]), read("tight"), read("root")],
      '"Tight" allows 0 CA certificates below it',
    ],
    [
      "a purpose",
      () => [sign("server", "own.csr", "servers", [CA, SIGN]), read("servers"), read("root")],
      '"Servers only" is limited to other purposes',
    ],
    [
      "SHA-1",
      () => [sign("weak", "own.csr", "sha1", [CA, SIGN]), read("sha1"), read("root")],
      '"Old" is signed with sha1WithRSAEncryption',
    ],
    [
      "outliving",
      () => [sign("long", "own.csr", "issuing", [CA, SIGN], "-days", "2000"), read("issuing"), read("root")],
      "longer than its issuer",
    ],
    [
      "names",
      () => [
        sign("names", "own.csr", "root", [CA, SIGN, "nameConstraints=critical,permitted;URI:example.com"]),
        read("root"),
      ],
      "constrains URIs",
    ],
    [
      "a strange extension",
      () => [sign("odd", "own.csr", "root", [CA, SIGN, "1.2.3.4=critical,ASN1:NULL"]), read("root")],
      "critical extension 1.2.3.4",
    ],
  ])("refuses %s", (_what, chain, message) => {
    expect(() => judge(chain())).toThrow(message);
  });

  test("judges validity by the given clock", () => {
    const chain = [sign("dates", "own.csr", "root", [CA, SIGN]), read("root")];
    expect(() => judge(chain, { now: new Date(now.getTime() + 400 * DAYS) })).toThrow(
      /"Halden Connectors" expired on \d{4}-/,
    );
    expect(() => judge(chain, { now: new Date(now.getTime() - 2 * DAYS) })).toThrow(
      '"Halden Connectors" is not valid before',
    );
  });

  test("bytes that are no certificate are said by their number", () => {
    expect(() => judge([read("root"), Buffer.from("3003020101", "hex")])).toThrow(
      "Certificate 2 is not an X.509 certificate",
    );
  });
});
