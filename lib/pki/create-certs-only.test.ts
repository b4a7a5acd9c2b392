import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { expect, it } from "vitest";
import { createCertsOnly } from "@/lib/pki/create-certs-only";
import { createRoot } from "@/lib/pki/create-root";
import { generateKey } from "@/lib/pki/generate-key";
import { newSerial } from "@/lib/pki/new-serial";

it.each([0, 1, 5])("holds %i certificates that openssl reads back, in DER order", async (count) => {
  const certificates = await Promise.all(
    Array.from({ length: count }, async (_, index) =>
      createRoot({
        ...(await generateKey("ecdsa-p256")),
        commonName: `Root ${index}`,
        serial: newSerial(),
        notBefore: new Date(Date.now() - 1000),
        notAfter: new Date(Date.now() + 86_400_000),
      }),
    ),
  );
  const der = createCertsOnly(certificates);
  const read = (...args: string[]) =>
    execFileSync("openssl", [...args, "-inform", "DER"], { input: der, encoding: "utf8", stdio: "pipe" });
  const pems = read("pkcs7", "-print_certs").match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const expected = [...certificates]
    .sort(Buffer.compare)
    .map((certificate) => new X509Certificate(certificate).serialNumber);
  expect(pems.map((pem) => new X509Certificate(pem).serialNumber)).toEqual(expected);
  expect(read("asn1parse")).toContain("pkcs7-signedData");
  const again = execFileSync("openssl", ["pkcs7", "-inform", "DER", "-outform", "DER"], { input: der });
  expect(again.equals(der)).toBe(true);
});
