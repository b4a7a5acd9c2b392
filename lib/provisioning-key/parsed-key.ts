import { bytesToHex } from "@noble/hashes/utils.js";
import { digestSecret } from "./digest";
import { fingerprintKey } from "./fingerprint";
import { BODY_LENGTH, SECRET_ID_LENGTH, SECRET_LENGTH } from "./layout";
import { maskProvisioningKey } from "./mask";

function formatUuid(bytes: Uint8Array): string {
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * A provisioning key that passed its check. The secret parts live in private fields: string conversion, JSON and
 * console output show the mask or public parts only, so that a stray log line cannot leak a key.
 */
export class ParsedKey {
  /** Enrollment host, lower-case, `name[:port]`. */
  readonly host: string;
  /** 16 public bytes that name the secret. */
  readonly secretId: Uint8Array<ArrayBuffer>;
  /** The secret id in the text form of a UUID (RFC 9562 section 4). */
  readonly secretIdUuid: string;
  /** SHA-256 of the DER SPKI of the tenant's Root, 32 bytes, public. */
  readonly pin: Uint8Array<ArrayBuffer>;
  /** 16 hex digits, public. */
  readonly fingerprint: string;
  readonly #secret: Uint8Array<ArrayBuffer>;
  readonly #canonical: string;

  /** `bytes` are the 85 decoded bytes; only the parser, which has verified them, calls this. */
  constructor(canonical: string, host: string, bytes: Uint8Array) {
    this.host = host;
    this.secretId = bytes.slice(1, 1 + SECRET_ID_LENGTH);
    this.secretIdUuid = formatUuid(this.secretId);
    this.pin = bytes.slice(1 + SECRET_ID_LENGTH + SECRET_LENGTH, BODY_LENGTH);
    this.fingerprint = fingerprintKey(canonical);
    this.#secret = bytes.slice(1 + SECRET_ID_LENGTH, 1 + SECRET_ID_LENGTH + SECRET_LENGTH);
    this.#canonical = canonical;
  }

  /** The 32 secret bytes. */
  get secret(): Uint8Array<ArrayBuffer> {
    return this.#secret;
  }

  /** The whole key string, secret: host lower-cased, no white space. */
  get canonical(): string {
    return this.#canonical;
  }

  /** The 32 bytes under which the server finds the secret. */
  get digest(): Uint8Array<ArrayBuffer> {
    return digestSecret(this.#secret);
  }

  toString(): string {
    return maskProvisioningKey(this.#canonical, { wholeHost: true });
  }

  toJSON(): { host: string; secretIdUuid: string; fingerprint: string } {
    return { host: this.host, secretIdUuid: this.secretIdUuid, fingerprint: this.fingerprint };
  }
}
