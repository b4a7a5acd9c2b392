import "server-only";
import { randomBytes } from "node:crypto";
import { masterKeys } from "@/lib/crypto/master-key";
import { seal } from "@/lib/crypto/seal";
import { Secret } from "@/lib/crypto/secret";
import { digestSecret } from "@/lib/provisioning-key/digest";
import { encodeProvisioningKey } from "@/lib/provisioning-key/encode";
import { fingerprintKey } from "@/lib/provisioning-key/fingerprint";
import { SECRET_ID_LENGTH, SECRET_LENGTH } from "@/lib/provisioning-key/layout";
import { maskProvisioningKey } from "@/lib/provisioning-key/mask";

/** What a key string is made for: host[:port] written into it, and the pin of the tenant's Root (SHA-256 of its SPKI). */
type MadeFor = { enrollmentHost: string; rootSpkiSha256: Uint8Array };

/**
 * Makes a new provisioning key string and the row of its secret.
 * In: what it is made for, and whether it may be shown again. Out: the string, and the row without its key; with View or
 * Export off the row holds a digest only (docs/decisions/006-hidden-means-not-stored.md).
 */
export function makeSecret(tenant: MadeFor, viewOrExport: boolean) {
  const secretId = randomBytes(SECRET_ID_LENGTH);
  const secret = randomBytes(SECRET_LENGTH);
  const text = encodeProvisioningKey({ host: tenant.enrollmentHost, secretId, secret, pin: tenant.rootSpkiSha256 });
  const id = formatUuid(secretId);
  return {
    keyString: new Secret(text),
    row: {
      id,
      digest: digestSecret(secret),
      ciphertext: viewOrExport ? sealKeyString(id, text) : null,
      host: tenant.enrollmentHost,
      fingerprint: fingerprintKey(text),
      mask: maskProvisioningKey(text),
    },
  };
}

function sealKeyString(secretRowId: string, text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(seal(masterKeys(), "provisioning-key", secretRowId, Buffer.from(text, "utf8")));
}

function formatUuid(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
