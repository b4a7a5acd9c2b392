import "server-only";

export type PkiErrorCode =
  | "certificate_invalid"
  | "crl_invalid"
  | "issuer_key_mismatch"
  | "issuer_not_ca"
  | "issuer_path_length"
  | "key_rejected"
  | "name_invalid"
  | "pem_invalid"
  | "serial_invalid"
  | "url_invalid"
  | "validity_invalid";

/**
 * Thrown when a certificate or CRL cannot be read, or would break the profile in docs/decisions/010-x509-profile.md if it
 * were signed. `code` is for callers to branch on; `message` is one plain sentence without secrets.
 */
export class PkiError extends Error {
  readonly code: PkiErrorCode;

  constructor(code: PkiErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PkiError";
    this.code = code;
  }
}
