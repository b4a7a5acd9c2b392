import "server-only";

/**
 * Every refusal of the gateway: status and title by code, and for those about a key or connector that is known what an
 * administrator can do. The codes are a published interface: connectors, pages and audit rows use the same words, and none is renamed.
 */
export const REFUSALS = {
  key_malformed: { status: 400, title: "The provisioning key is damaged" },
  csr_invalid: { status: 400, title: "The CSR cannot be used" },
  request_invalid: { status: 400, title: "The request is not valid" },
  key_unknown: {
    status: 401,
    title: "The provisioning key is not known here",
    remedy: "Host or id in the string were altered: copy the whole key again.",
  },
  certificate_invalid: {
    status: 401,
    title: "The certificate is not valid here",
    remedy: "Its certificate is over: the machine needs a new private key to enroll again.",
  },
  key_exhausted: {
    status: 403,
    title: "The provisioning key has no use left",
    remedy: "Raise the maximum to let more App Connectors enroll.",
  },
  key_expired: {
    status: 403,
    title: "The provisioning key has expired",
    remedy: "Change the expiry to let App Connectors enroll again.",
  },
  key_disabled: {
    status: 403,
    title: "The provisioning key is disabled",
    remedy: "Enable the key to let App Connectors enroll again.",
  },
  key_rotated: {
    status: 403,
    title: "The provisioning key was replaced",
    remedy: "The machine holds an earlier string: give it the current one.",
  },
  group_disabled: {
    status: 403,
    title: "The App Connector Group is disabled",
    remedy: "Enable the App Connector Group.",
  },
  ip_not_allowed: {
    status: 403,
    title: "This address may not use the provisioning key",
    remedy: "Add the address to the allow list of the key, if the machine is yours.",
  },
  signing_certificate_unusable: {
    status: 403,
    title: "The signing certificate cannot issue",
    remedy: "Choose another signing certificate for the key.",
  },
  connector_revoked: {
    status: 403,
    title: "This connector was revoked",
    remedy: "The machine needs a new private key to enroll again: empty its state directory.",
  },
  connector_disabled: { status: 403, title: "This connector is disabled", remedy: "Enable the App Connector." },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  public_key_in_use: {
    status: 409,
    title: "The public key belongs to another connector",
    remedy: "The machine was copied with its private key: empty its state directory.",
  },
  body_too_large: { status: 413, title: "Too large" },
  unsupported_media_type: { status: 415, title: "Unsupported media type" },
  csr_key_rejected: { status: 422, title: "The public key or signature of the CSR is too weak" },
  rate_limited: { status: 429, title: "Too many failed requests" },
  internal: { status: 500, title: "Internal error" },
  unavailable: { status: 503, title: "Temporarily unavailable" },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** In: a code of a page or an audit row. Out: what it means, and what an administrator can do; a code of another version says itself. */
export function explainRefusal(code: string): { title: string; remedy: string | null } {
  const known: Partial<Record<string, { title: string; remedy?: string }>> = REFUSALS;
  const { title, remedy = null } = known[code] ?? { title: code };
  return { title, remedy };
}

/** A refusal on its way to the caller; `detail` is one sentence that holds nothing of a key's secret. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Seconds after which a retry makes sense; required for 429 and 503. */
  readonly retryAfter: number | undefined;

  constructor(code: RefusalCode, detail: string, options: { retryAfter?: number; cause?: unknown } = {}) {
    super(detail, { cause: options.cause });
    this.name = "Refusal";
    this.code = code;
    this.retryAfter = options.retryAfter;
  }

  /** The HTTP status of the code. */
  get status(): number {
    return REFUSALS[this.code].status;
  }
}
