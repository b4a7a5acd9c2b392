import "server-only";
import { spawnSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createIntermediate } from "@/lib/pki/create-intermediate";
import { createRoot } from "@/lib/pki/create-root";
import { generateKey, type KeyAlgorithm } from "@/lib/pki/generate-key";
import { newSerial } from "@/lib/pki/new-serial";
import type { Issuer } from "@/lib/pki/open-issuer";
import { derToPem } from "@/lib/pki/pem";

const DAY_MS = 86_400_000;

export const TENANT_ID = "9b2f4c1e-6a3d-4f70-8f1b-2d5c7e9a0b13";
export const CONNECTOR_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
export const ROOT_CRL_URL = "https://enroll.example.com:8443/v1/crl/root";
export const CRL_URL = "https://enroll.example.com:8443/v1/crl/connector";

/** The time `days` from now, in whole seconds as certificates have it. */
export function addDays(days: number): Date {
  return new Date(Math.floor((Date.now() + days * DAY_MS) / 1_000) * 1_000);
}

/** A directory for the `openssl` command: `write` puts a file there, `openssl` runs the command in it. Call `remove` at the end. */
export function openWorkshop() {
  const directory = mkdtempSync(join(tmpdir(), "latchkey-pki-"));
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("openssl", args, { cwd: directory, encoding: "utf8" });
    return { status, output: `${stdout}${stderr}` };
  };
  return {
    write: (name: string, content: string | Uint8Array) => writeFileSync(join(directory, name), content),
    writeCertificate: (name: string, der: Uint8Array) =>
      writeFileSync(join(directory, name), derToPem("CERTIFICATE", der)),
    read: (name: string) => readFileSync(join(directory, name)),
    /** A private key from a DER PKCS#8 file. */
    readPrivateKey: (name: string) =>
      createPrivateKey({ key: readFileSync(join(directory, name)), format: "der", type: "pkcs8" }),
    /** Exit status and everything printed. */
    run,
    /** What the command printed; throws with it when the command failed. */
    openssl(...args: string[]): string {
      const { status, output } = run(...args);
      if (status !== 0) throw new Error(`openssl ${args.join(" ")}: ${output}`);
      return output;
    },
    remove: () => rmSync(directory, { recursive: true }),
  };
}

/** A Root and, under it, an issuing CA with the given keys, valid from yesterday for ten and five years. */
export async function makeAuthorities(rootAlgorithm: KeyAlgorithm, issuingAlgorithm: KeyAlgorithm) {
  const [rootKey, issuingKey] = await Promise.all([generateKey(rootAlgorithm), generateKey(issuingAlgorithm)]);
  const root: Issuer = {
    privateKey: rootKey.privateKey,
    certificateDer: createRoot({
      privateKey: rootKey.privateKey,
      commonName: "Latchkey Root",
      organization: "Bäckerei Ødegård",
      serial: newSerial(),
      notBefore: addDays(-1),
      notAfter: addDays(3_650),
    }),
  };
  const issuing: Issuer = {
    privateKey: issuingKey.privateKey,
    certificateDer: createIntermediate({
      issuer: root,
      publicKey: issuingKey.publicKey,
      commonName: "Connector",
      serial: newSerial(),
      notBefore: addDays(-1),
      notAfter: addDays(1_825),
      crlUrl: ROOT_CRL_URL,
    }),
  };
  return { root, issuing };
}
